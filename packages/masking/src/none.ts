import { isPresent, sampleWidth } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'

/** Everything present is visible. */
export function none(): MaskStrategy {
  return strategy(
    'none',
    'entries',
    (visible, batch, n) => {
      const { widths } = batch
      let start = n * sampleWidth(batch)
      for (let s = 0; s < widths.length; s++) {
        visible.fill(isPresent(batch, n, s) ? 1 : 0, start, start + widths[s]!)
        start += widths[s]!
      }
    },
    // No word lies below 0.
    (keys, { rows, widths }) => {
      keys.fill(0, 0, rows * widths.length)
      return 0
    },
  )
}
