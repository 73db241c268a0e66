import type { Backend } from './backend.ts'
import { createReference } from './reference/index.ts'
import { createWasm } from './wasm/index.ts'
import { hasSimd } from './wasm/load.ts'

let shared: Promise<Backend> | undefined

/**
 * The backend used where none is given, one for the whole process and made on first use: WebAssembly,
 * or plain TypeScript where there is no SIMD.
 */
export function defaultBackend(): Promise<Backend> {
  return (shared ??= hasSimd() ? createWasm() : Promise.resolve(createReference()))
}
