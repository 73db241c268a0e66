import type { Style } from './style.ts'
import { truncate } from './text-width.ts'

export interface ProgressStream {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

export interface Progress {
  /** `text` says how it goes; it may be a function, called only when something is drawn. */
  update(done: number, total: number, text?: string | (() => string)): void
  /** Clears the bar, so that other lines can be written. */
  stop(): void
}

/**
 * A bar redrawn in place on a terminal, at most ten times a second; elsewhere a plain line for
 * every tenth of the work. Nothing is said in the first `after` milliseconds.
 */
export function createProgress(
  stream: ProgressStream,
  {
    label,
    style,
    after = 0,
    now = () => performance.now(),
  }: { label: string; style: Style; after?: number; now?: () => number },
): Progress {
  let drawnAt = -Infinity
  const startedAt = now()
  let tenth = 0
  let drawn = false
  const live = stream.isTTY === true
  return {
    update(done, total, text = '') {
      if (now() - startedAt < after) return
      const share = total > 0 ? Math.min(1, done / total) : 1
      if (live) {
        if (now() - drawnAt < 100 && share < 1) return
        drawnAt = now()
        drawn = true
        const width = Math.max(20, (stream.columns ?? 80) - 1)
        const said = typeof text === 'function' ? text() : text
        const line = truncate(`${label} ${bar(share)} ${percent(share)}  ${said}`, width)
        stream.write(`\r\u001B[2K${line.replace(/━+/, (filled) => style.cyan(filled))}`)
        return
      }
      const reached = Math.floor(share * 10 + 1e-9)
      if (reached <= tenth) return
      tenth = reached
      const said = typeof text === 'function' ? text() : text
      stream.write(`${label} ${percent(share)}  ${said}`.trimEnd() + '\n')
    },
    stop() {
      if (drawn) stream.write('\r\u001B[2K')
      drawn = false
    },
  }
}

function bar(share: number): string {
  const cells = 24
  const full = Math.round(share * cells)
  return '━'.repeat(full) + '─'.repeat(cells - full)
}

function percent(share: number): string {
  return `${Math.floor(100 * share + 1e-9)} %`.padStart(5)
}
