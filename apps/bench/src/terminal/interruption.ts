/** Exit code of a command that Ctrl-C stopped: 128 + the number of SIGINT. */
export const INTERRUPTED = 130

/**
 * Runs `work` with a signal that Ctrl-C (or SIGTERM) sets, and tells `said` so; a second one ends
 * the process at once.
 */
export async function interruptible<T>(
  said: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED)
    controller.abort()
    said()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}
