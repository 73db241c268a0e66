import { fillBernoulli } from './bernoulli.ts'
import { MaskingError } from './errors.ts'
import { STREAM } from './hash.ts'
import { checkRate, thresholdOf, type Rate } from './rate.ts'
import { revealOne } from './reveal.ts'
import { isPresent, sampleKey, sampleWidth } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'

/**
 * Hides latents instead of entries: fill with `widths: [p]`. The pattern depends on (seed, step, row)
 * only, so every member of a pair loses the same latents. Kaushik, Barch and Fanelli, *Learning
 * multimodal dictionary decompositions with group-sparse autoencoders* (arXiv 2601.20028).
 * @throws MaskingError unless the rate is in [0, 1); and in `fill` unless there is one width
 */
export function latent({ rate }: { readonly rate: Rate }): MaskStrategy {
  checkRate(rate)
  return strategy('latent', 'latents', (visible, batch, n) => {
    if (batch.widths.length !== 1) {
      throw new MaskingError(
        `widths has ${batch.widths.length} entries; a latent mask takes one, the number of latents`,
      )
    }
    const width = sampleWidth(batch)
    const start = n * width
    if (!isPresent(batch, n, 0)) {
      visible.fill(0, start, start + width)
      return
    }
    const key = sampleKey(STREAM.latent, batch, n)
    const threshold = thresholdOf(rate, batch)
    const kept = fillBernoulli(visible, start, start + width, key, threshold)
    if (kept === 0) revealOne(visible, batch, n)
  })
}
