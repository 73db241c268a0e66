const marker = Symbol.for('cmgsae.cli.interrupted')
const numbers = { SIGINT: 2, SIGTERM: 15 } as const

/** A signal stopped the command: exit code 128 + its number, 130 for Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly [marker] = true
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is Interrupted {
    return typeof error === 'object' && error !== null && marker in error
  }
}

/**
 * Runs `work` with an AbortSignal that Ctrl-C (or SIGTERM) sets; a second Ctrl-C ends the process
 * at once. `said` becomes the error's message, once the work has wound up.
 */
export async function interruptible<T>(
  said: () => string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let received: keyof typeof numbers | undefined
  const handler = (signal: keyof typeof numbers) => {
    if (received) process.exit(128 + numbers[signal])
    received = signal
    controller.abort()
  }
  const names = Object.keys(numbers) as (keyof typeof numbers)[]
  for (const name of names) process.on(name, handler)
  try {
    return await work(controller.signal)
  } catch (error) {
    if (received && error === controller.signal.reason) {
      throw new Interrupted(said(), 128 + numbers[received])
    }
    throw error
  } finally {
    for (const name of names) process.off(name, handler)
  }
}
