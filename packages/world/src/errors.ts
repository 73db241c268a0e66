const marker = Symbol.for('cmgsae.world.error')

/** An argument the world cannot work with; the message holds it, and what would be right. */
export class WorldError extends Error {
  override readonly name = 'WorldError'
  readonly [marker] = true

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is WorldError {
    return typeof error === 'object' && error !== null && marker in error
  }
}
