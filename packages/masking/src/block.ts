import { visibleBit } from './bernoulli.ts'
import { MaskingError } from './errors.ts'
import { STREAM, uniform } from './hash.ts'
import { checkRate, thresholdOf, type Rate } from './rate.ts'
import { revealOne } from './reveal.ts'
import { isPresent, sampleKey, sampleWidth } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'

/**
 * Hides contiguous blocks, drawn anew for each modality. A modality is cut into blocks of `length`
 * entries from a random offset (those at its ends may be shorter), and each block is hidden with
 * probability `rate`, which therefore is the share of the entries hidden.
 * @throws MaskingError unless the rate is in [0, 1) and the length a whole number from 1 up
 */
export function block({
  rate,
  length,
}: {
  readonly rate: Rate
  readonly length: number
}): MaskStrategy {
  checkRate(rate)
  if (!(Number.isInteger(length) && length >= 1)) {
    throw new MaskingError(`length is ${length}; it must be a whole number from 1 up`)
  }
  return strategy('block', 'entries', (visible, batch, n) => {
    const { widths } = batch
    const key = sampleKey(STREAM.block, batch, n)
    const phaseKey = sampleKey(STREAM.phase, batch, n)
    const threshold = thresholdOf(rate, batch)
    let start = n * sampleWidth(batch)
    let drawn = 0
    let kept = 0
    for (let s = 0; s < widths.length; s++) {
      const end = start + widths[s]!
      if (isPresent(batch, n, s)) {
        // The block before the first cut holds 1 to `length` entries.
        let to = start + 1 + Math.floor(uniform(phaseKey, s) * length)
        for (let from = start; from < end; from = to, to += length) {
          const bit = visibleBit(key, drawn++, threshold)
          const stop = Math.min(to, end)
          visible.fill(bit, from, stop)
          kept += bit * (stop - from)
        }
      } else visible.fill(0, start, end)
      start = end
    }
    if (kept === 0) revealOne(visible, batch, n)
  })
}
