const marker = Symbol.for('cmgsae.data.error')

/** A file, row or option that makes no data set; the message names it and what would be right. */
export class DataError extends Error {
  override readonly name = 'DataError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is DataError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
