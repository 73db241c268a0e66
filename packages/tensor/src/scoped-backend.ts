import type { Backend, Resident, ResidentCodes } from './backend.ts'

/** A backend that knows what was made through it. */
export interface ScopedBackend extends Backend {
  /** Releases all matrices and codes that were made through it and are held still. */
  releaseAll(): void
}

/**
 * The same backend, through which all that is made can be released at once: models hold their weights
 * for as long as they live. `dispose` is that of the backend itself.
 */
export function scopedBackend(backend: Backend): ScopedBackend {
  const held = new Set<Resident | ResidentCodes>()
  const hold = <T extends Resident | ResidentCodes>(made: T): T => {
    held.add(made)
    return made
  }
  return {
    ...backend,
    matrix: (...args) => hold(backend.matrix(...args)),
    codes: (...args) => hold(backend.codes(...args)),
    like: (codes) => hold(backend.like(codes)),
    release(...residents) {
      for (const resident of residents) held.delete(resident)
      backend.release(...residents)
    },
    releaseAll() {
      backend.release(...held)
      held.clear()
    },
  }
}
