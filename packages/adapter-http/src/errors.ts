import { AdapterError } from '@cmgsae/adapter'

const marker = Symbol.for('cmgsae.adapter-http.error')

export interface HttpAdapterErrorOptions {
  readonly status?: number | undefined
  readonly retryable?: boolean | undefined
  readonly retryAfter?: number | undefined
}

/**
 * What a server did wrong, or was asked wrongly; an `AdapterError` too. The message names the server
 * and what came, and never holds a key.
 */
export class HttpAdapterError extends AdapterError {
  override readonly name = 'HttpAdapterError'
  readonly [marker] = true
  /** The HTTP status; undefined where no answer came, or where the answer is what is wrong. */
  readonly status: number | undefined
  /** Whether the same request may succeed later: 408, 429, 5xx, a timeout, a lost connection. */
  readonly retryable: boolean
  /** How long the server asks to wait, in ms. */
  readonly retryAfter: number | undefined

  constructor(
    message: string,
    { status, retryable = false, retryAfter }: HttpAdapterErrorOptions = {},
  ) {
    super(message)
    this.status = status
    this.retryable = retryable
    this.retryAfter = retryAfter
  }

  /** The same error in other words. */
  withMessage(message: string): HttpAdapterError {
    const { status, retryable, retryAfter } = this
    return new HttpAdapterError(message, { status, retryable, retryAfter })
  }

  /** Works across duplicate installs of this package. */
  static override isInstance(error: unknown): error is HttpAdapterError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
