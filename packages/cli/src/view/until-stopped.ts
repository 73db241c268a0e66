/** Resolves on Ctrl-C or SIGTERM, once; a second one ends the process as usual. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const
    const stop = () => {
      for (const name of signals) process.off(name, stop)
      resolve()
    }
    for (const name of signals) process.on(name, stop)
  })
}
