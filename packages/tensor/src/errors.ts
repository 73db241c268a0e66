const marker = Symbol.for('cmgsae.tensor.error')

/** A shape, value or file that the kernels cannot take; the message names it and the remedy. */
export class TensorError extends Error {
  override readonly name = 'TensorError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is TensorError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
