/** Runs a task once a place is free. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>

/** At most `places` tasks at once; the others wait their turn, first come, first served. */
export function createLimit(places: number): Limit {
  const waiting: (() => void)[] = []
  let free = places
  return async (task) => {
    if (free > 0) free--
    else await new Promise<void>((enter) => waiting.push(enter))
    try {
      return await task()
    } finally {
      // The place goes straight to who waits, so that nobody slips in between.
      const enter = waiting.shift()
      if (enter) enter()
      else free++
    }
  }
}
