const marker = Symbol.for('cmgsae.bench.error')

/** A mistake in the command line: shown as one line, exit code 2. */
export class BenchError extends Error {
  override readonly name = 'BenchError'
  readonly [marker] = true

  /** Works across duplicate installs. */
  static isInstance(error: unknown): error is BenchError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
