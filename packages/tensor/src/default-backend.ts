import type { Backend } from './backend.ts'
import { createReference } from './reference/index.ts'

let shared: Promise<Backend> | undefined

/** The backend used where none is given: one for the whole process, made on first use. */
export function defaultBackend(): Promise<Backend> {
  return (shared ??= Promise.resolve(createReference()))
}
