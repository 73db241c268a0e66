export interface Stream {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/**
 * Says how far one piece of work is and how long the rest takes: on a terminal in one live line,
 * elsewhere in a line for every tenth.
 */
export function createProgress(stream: Stream, label: string, now = () => performance.now()) {
  const startedAt = now()
  let drawnAt = -Infinity
  let tenth = 0
  // Work that an earlier run has done takes no time and must not shorten the estimate.
  let first: { done: number; at: number } | undefined
  return (done: number, total: number, text = ''): void => {
    first ??= { done: done - 1, at: startedAt }
    const reached = Math.floor((10 * done) / total)
    const live = stream.isTTY === true
    if (live ? now() - drawnAt < 100 && done < total : reached <= tenth) return
    drawnAt = now()
    tenth = reached
    const left = ((now() - first.at) / (done - first.done)) * (total - done)
    const rest =
      done < total ? `${duration(left / 1000)} left` : duration((now() - startedAt) / 1000)
    const share = `${Math.floor((100 * done) / total)} %`.padStart(5)
    const line = `${label} ${share}  ${rest}  ${text}`.trimEnd()
    stream.write(live ? `\r\u001B[2K${line}${done < total ? '' : '\n'}` : `${line}\n`)
  }
}

function duration(seconds: number): string {
  return seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
}
