import { HttpAdapterError } from './errors.ts'
import { createLimit } from './limit.ts'
import { retry } from './retry.ts'
import { untilAborted } from './until-aborted.ts'

/** What answers with vectors: a server, or a model of another library. */
export interface Source<Input> {
  /** Names it in messages. */
  readonly name: string
  /** One vector an input, in their order, each finite. */
  request(inputs: readonly Input[], signal: AbortSignal): Promise<readonly Float32Array[]>
}

export interface SenderOptions {
  /** The most requests under way at once, over all calls; 4 unless given. */
  readonly concurrency?: number | undefined
  /** How often a request that failed for a passing reason is sent again; 5 unless given. */
  readonly retries?: number | undefined
  /** How long one request may take, in ms; 60,000 unless given. */
  readonly timeout?: number | undefined
  /** The longest wait that `Retry-After` may ask for, in ms; 60,000 unless given. */
  readonly maxWait?: number | undefined
}

/** A source whose requests are patient. */
export interface Sender<Input> extends Source<Input> {
  /** How many requests at once are worth while. */
  readonly concurrency: number
}

/**
 * Sends requests, each within its time, again where that may help, and only so many at once.
 * @throws HttpAdapterError for an option out of range
 */
export function createSender<Input>(
  { name, request }: Source<Input>,
  { concurrency = 4, retries = 5, timeout = 60_000, maxWait = 60_000 }: SenderOptions,
): Sender<Input> {
  demandCount('concurrency', concurrency, 1)
  demandCount('retries', retries, 0)
  demandTime('timeout', timeout)
  demandTime('maxWait', maxWait)
  const limit = createLimit(concurrency)

  async function once(inputs: readonly Input[], signal: AbortSignal) {
    const late = new AbortController()
    const timer = setTimeout(() => {
      const message = `${name} gave no answer in ${timeout} ms: raise \`timeout\` if it is only slow`
      late.abort(new HttpAdapterError(message, { retryable: true }))
    }, timeout)
    try {
      const either = AbortSignal.any([signal, late.signal])
      return await untilAborted(either, request(inputs, either))
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    name,
    concurrency,
    request: (inputs, signal) =>
      limit(async () => {
        signal.throwIfAborted()
        return retry(() => once(inputs, signal), { retries, maxWait, signal })
      }),
  }
}

/** @throws HttpAdapterError unless the value is a whole number of at least `least` */
export function demandCount(option: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new HttpAdapterError(`${option} is ${value}, it must be a whole number ≥ ${least}`)
  }
}

function demandTime(option: string, value: number): void {
  // Timers take no more, and fire at once when given it.
  if (!(value > 0 && value < 2 ** 31)) {
    throw new HttpAdapterError(`${option} is ${value}, it must be above 0 and below 2^31 ms`)
  }
}
