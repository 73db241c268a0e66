const marker = Symbol.for('cmgsae.regularizers.error')

/** An option, partition or batch that no penalty is defined on; the message names it and the remedy. */
export class RegularizerError extends Error {
  override readonly name = 'RegularizerError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is RegularizerError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
