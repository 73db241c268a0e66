import { MaskingError } from './errors.ts'
import { STREAM, uniform } from './hash.ts'
import { isPresent, sampleKey, sampleWidth } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'
import { checkWeights } from './weights.ts'

/**
 * Hides one whole modality of each sample and leaves the others fully visible. Which one is drawn
 * among those present, uniformly or by the weights `hide`, one per modality; a sample with a single
 * modality, or whose present ones all have weight 0, loses nothing.
 * @throws MaskingError unless the weights are finite, from 0 up and not all 0; and in `fill` if
 * there is not one per modality
 */
export function modality({ hide }: { readonly hide?: readonly number[] } = {}): MaskStrategy {
  if (hide !== undefined) checkWeights('hide', hide)
  return strategy('modality', 'entries', (visible, batch, n) => {
    const { widths } = batch
    if (hide !== undefined && hide.length !== widths.length) {
      throw new MaskingError(
        `hide has ${hide.length} weights; a batch of ${widths.length} modalities needs ${widths.length}`,
      )
    }
    let present = 0
    let total = 0
    for (let s = 0; s < widths.length; s++) {
      if (isPresent(batch, n, s)) {
        present++
        total += weightOf(hide, s)
      }
    }
    const at = uniform(sampleKey(STREAM.modality, batch, n), 0) * total
    let upTo = 0
    let hidden = present < 2 || total === 0
    let start = n * sampleWidth(batch)
    for (let s = 0; s < widths.length; s++) {
      let bit = isPresent(batch, n, s) ? 1 : 0
      if (bit && !hidden) {
        upTo += weightOf(hide, s)
        if (at < upTo) {
          hidden = true
          bit = 0
        }
      }
      visible.fill(bit, start, start + widths[s]!)
      start += widths[s]!
    }
  })
}

function weightOf(hide: readonly number[] | undefined, s: number): number {
  return hide === undefined ? 1 : hide[s]!
}
