const marker = Symbol.for('cmgsae.masking.error')

/** An option or batch no mask can be made from; the message holds the value and what would be right. */
export class MaskingError extends Error {
  override readonly name = 'MaskingError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is MaskingError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
