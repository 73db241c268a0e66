const marker = Symbol.for('cmgsae.probes.error')

/** Input a metric cannot take; the message holds the shapes or labels and the remedy. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is ProbeError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
