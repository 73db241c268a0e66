import type { Backend } from './backend.ts'
import { createReference } from './reference/index.ts'
import { shardsFor, type MemoryNeed } from './sharded/index.ts'
import { createWasm } from './wasm/index.ts'
import { hasSimd } from './wasm/load.ts'

const shared = new Map<number, Promise<Backend>>()

/**
 * The backend used where none is given, one for the whole process and made on first use: WebAssembly,
 * or plain TypeScript where there is no SIMD. What needs more than one memory gets, likewise shared, one
 * of so many shards.
 */
export function defaultBackend(need: MemoryNeed = { split: 0 }): Promise<Backend> {
  const shards = hasSimd() ? shardsFor(need) : 1
  let backend = shared.get(shards)
  if (!backend) {
    backend = hasSimd() ? createWasm({ shards }) : Promise.resolve(createReference())
    shared.set(shards, backend)
  }
  return backend
}
