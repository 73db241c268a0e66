import { MaskingError } from './errors.ts'
import { rowKey, STREAM, uniform } from './hash.ts'
import { sampleKey, type MaskBatch } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'
import { checkWeights } from './weights.ts'

/**
 * Draws one strategy for each sample, with probability proportional to its weight. Each part draws
 * from a seed of its own, so that mixes nest.
 * @throws MaskingError on an empty mix, on weights that are negative, infinite or all 0, and on
 * parts of which some hide entries and others latents
 */
export function mix(parts: readonly (readonly [MaskStrategy, number])[]): MaskStrategy {
  if (parts.length === 0) throw new MaskingError('mix is empty; give it [strategy, weight] pairs')
  const weights = parts.map(([, weight]) => weight)
  checkWeights('mix weights', weights)
  const { over } = parts[0]![0]
  const other = parts.find(([part]) => part.over !== over)
  if (other) {
    throw new MaskingError(
      `mix of ${parts[0]![0].kind} and ${other[0].kind}; one hides ${over}, the other ${other[0].over}`,
    )
  }
  let total = 0
  const upTo = weights.map((weight) => (total += weight))
  const part: Mutable<MaskBatch> = { seed: 0, step: 0, rows: 0, widths: [] }
  return strategy('mix', over, (visible, batch, n) => {
    const at = uniform(sampleKey(STREAM.mix, batch, n), 0) * total
    let drawn = 0
    while (at >= upTo[drawn]!) drawn++
    part.seed = rowKey(STREAM.part, batch.seed, drawn, 0) >>> 0
    part.step = batch.step
    part.rows = batch.rows
    part.firstRow = batch.firstRow
    part.widths = batch.widths
    part.present = batch.present
    part.progress = batch.progress
    parts[drawn]![0].fillSample(visible, part, n)
  })
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
