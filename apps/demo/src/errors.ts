const marker = Symbol.for('cmgsae.demo.error')

/** Something the visitor can mend: a message of one line that can be shown as it is. */
export class DemoError extends Error {
  readonly [marker] = true

  override readonly name = 'DemoError'

  /** Works across duplicate bundles. */
  static isInstance(error: unknown): error is DemoError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
