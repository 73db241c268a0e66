import { HttpAdapterError } from './errors.ts'
import { untilAborted } from './until-aborted.ts'

export interface RetryOptions {
  /** How often to try again after the first try. */
  readonly retries: number
  /** The longest wait that a server may ask for, in ms. */
  readonly maxWait: number
  readonly signal: AbortSignal
}

const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000

/**
 * Tries again what may succeed later, after the wait that the server asks for or `backOff`.
 * @throws the last error, or signal.reason when the signal aborts while it waits
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  { retries, maxWait, signal }: RetryOptions,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      if (!HttpAdapterError.isInstance(error) || !error.retryable) throw error
      const { message, retryAfter } = error
      if (retryAfter !== undefined && retryAfter > maxWait) {
        const seconds = Math.ceil(retryAfter / 1000)
        throw error.withMessage(
          `${message}; it asks to wait ${seconds} s: raise \`maxWait\` (${maxWait} ms) to do so`,
        )
      }
      if (tried === retries) {
        throw tried > 0 ? error.withMessage(`${message}; that was try ${tried + 1}`) : error
      }
      await sleep(retryAfter ?? backOff(tried, Math.random()), signal)
    }
  }
}

/**
 * Half of min(500·2^tried, 30 000) ms, and up to half more: clients that were refused together
 * come back apart. Times alone are random, no vector depends on them.
 */
export function backOff(tried: number, random: number): number {
  return (Math.min(FIRST_WAIT * 2 ** tried, LONGEST_WAIT) * (1 + random)) / 2
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = new Promise<void>((wake) => {
    timer = setTimeout(wake, ms)
  })
  try {
    await untilAborted(signal, wait)
  } finally {
    clearTimeout(timer)
  }
}
