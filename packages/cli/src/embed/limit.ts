/** Runs at most `most` tasks at a time, in the order in which they came. */
export function createLimit(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await task()
    } finally {
      // A place goes to the next in line without becoming free in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
