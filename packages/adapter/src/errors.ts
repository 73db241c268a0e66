const marker = Symbol.for('cmgsae.adapter.error')

/** An input, batch or adapter that breaks the contract; the message names it and the remedy. */
export class AdapterError extends Error {
  override readonly name: string = 'AdapterError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is AdapterError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
