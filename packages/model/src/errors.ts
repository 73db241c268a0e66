const marker = Symbol.for('cmgsae.model.error')

/** A recipe, input or checkpoint the model cannot take; the message names it and the remedy. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is ModelError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
