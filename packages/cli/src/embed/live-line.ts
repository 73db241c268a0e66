import { formatCount, formatDuration, formatRate } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { EmbedProgress } from './embed-samples.ts'
import type { Pace } from './render-set.ts'

/** The live line, and what it knows when the run ends. */
export function createLiveLine(samples: number, terminal: Terminal) {
  const progress = terminal.progress('embedding', { after: 500 })
  let startedAt = 0
  let first: EmbedProgress | undefined
  let last: EmbedProgress | undefined
  const seconds = () => (performance.now() - startedAt) / 1000
  return {
    start() {
      startedAt = performance.now()
    },
    update(now: EmbedProgress) {
      first ??= now
      last = now
      const left = samples - first.saved
      const { share, skipped } = now
      const done = first.saved + Math.floor(share * left)
      progress.update(done, samples, () => {
        const parts = [`${formatCount(done)} of ${formatCount(samples)} samples`]
        const rate = (share * left) / seconds()
        if (share > 0) parts.push(`${formatRate(rate)}/s`)
        if (share > 0 && share < 1)
          parts.push(`${formatDuration((1 - share) * (left / rate))} left`)
        if (skipped > 0) parts.push(`${formatCount(skipped)} skipped`)
        return parts.join('  ')
      })
    },
    stop: () => progress.stop(),
    pace: (): Pace => ({ samples: samples - (first?.saved ?? 0), seconds: seconds() }),
    stopped: () =>
      last
        ? `stopped, ${formatCount(last.saved)} of ${formatCount(samples)} samples are saved; the same command goes on`
        : 'stopped before the first sample of this run',
  }
}
