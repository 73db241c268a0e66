import { formatDuration } from '@cmgsae/cli'

export interface ProgressStream {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

export interface Progress {
  /** A line of its own. */
  log(text: string): void
  /** Work done and in all, in one unit, and what is being done. */
  update(done: number, total: number, doing: string): void
  /** Removes the live line. */
  stop(): void
}

/** One live line on a terminal; elsewhere only the plain lines of `log`. */
export function createProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): Progress {
  const live = stream.isTTY === true
  const startedAt = now()
  let drawnAt = -Infinity
  let drawn = ''
  const clear = () => {
    if (drawn) stream.write('\r\u001B[2K')
    drawn = ''
  }
  return {
    log(text) {
      const restored = drawn
      clear()
      stream.write(`${text}\n`)
      if (restored) stream.write((drawn = restored))
    },
    update(done, total, doing) {
      if (!live || now() - drawnAt < 100) return
      drawnAt = now()
      clear()
      drawn = `${percent(done, total)}  ${eta(done, total, now() - startedAt)}  ${doing}`.slice(
        0,
        Math.max(20, (stream.columns ?? 80) - 1),
      )
      stream.write(drawn)
    },
    stop: clear,
  }
}

/** ` 42 %` */
export function percent(done: number, total: number): string {
  return `${Math.floor((100 * done) / Math.max(total, done, 1e-9))} %`.padStart(5)
}

/** Remaining time, from the time the work so far has taken. */
export function eta(done: number, total: number, elapsedMilliseconds: number): string {
  if (done <= 0) return 'estimating'
  const left = (elapsedMilliseconds / 1000) * (Math.max(0, total - done) / done)
  return `${formatDuration(left)} left`
}
