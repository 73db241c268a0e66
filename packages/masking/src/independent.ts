import { fillBernoulli } from './bernoulli.ts'
import { advance, STREAM } from './hash.ts'
import { checkRate, thresholdOf, type Rate } from './rate.ts'
import { revealOne } from './reveal.ts'
import { isPresent, sampleKey, sampleWidth, type MaskBatch } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'

/**
 * Hides each entry of each modality by itself with probability `rate`.
 * @throws MaskingError unless the rate is in [0, 1)
 */
export function independent({ rate }: { readonly rate: Rate }): MaskStrategy {
  checkRate(rate)
  function fillSample(visible: Uint8Array, batch: MaskBatch, n: number): void {
    const { widths } = batch
    const key = sampleKey(STREAM.independent, batch, n)
    const threshold = thresholdOf(rate, batch)
    const base = n * sampleWidth(batch)
    let start = base
    let kept = 0
    for (let s = 0; s < widths.length; s++) {
      const end = start + widths[s]!
      if (isPresent(batch, n, s)) {
        kept += fillBernoulli(visible, start, end, advance(key, start - base), threshold)
      } else visible.fill(0, start, end)
      start = end
    }
    if (kept === 0) revealOne(visible, batch, n)
  }
  return strategy('independent', 'entries', fillSample, (keys, batch) => {
    const { rows, widths } = batch
    for (let n = 0; n < rows; n++) {
      const key = sampleKey(STREAM.independent, batch, n)
      let start = 0
      for (let s = 0; s < widths.length; s++) {
        keys[n * widths.length + s] = advance(key, start)
        start += widths[s]!
      }
    }
    return thresholdOf(rate, batch)
  })
}
