/** Lets timers, input and aborts in during long work: yields when `every` ms have passed. */
export function createPacer(signal?: AbortSignal, every = 50): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - last < every) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    last = performance.now()
    signal?.throwIfAborted()
  }
}
