import type { Backend, Resident, ResidentCodes } from '@cmgsae/tensor'

/** The same backend, with all that was made through it released at once: models hold their weights. */
export interface ScopedBackend extends Backend {
  releaseAll(): void
}

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
