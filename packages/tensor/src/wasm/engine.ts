import type { Variant } from './load.ts'
import { createArena, createMemory, type Arena } from './memory.ts'
import { createPool, type Pool } from './pool.ts'

/** Kernels, their memory and the threads that run them. */
export interface Engine extends Pool, Omit<Arena, 'memory'> {
  readonly variant: Variant
  /** Views of the memory, valid until the next `alloc`. */
  f32(address: number, length: number): Float32Array
  f64(address: number, length: number): Float64Array
  i16(address: number, length: number): Int16Array
  i32(address: number, length: number): Int32Array
  u32(address: number, length: number): Uint32Array
  u8(address: number, length: number): Uint8Array
}

/** `modules`: what `compileKernels` gave for a memory that is shared when there are several threads. */
export function createEngine(
  modules: readonly WebAssembly.Module[],
  variant: Variant,
  threads: number,
): Engine {
  const memory = createMemory(threads > 1)
  const arena = createArena(memory)
  const pool = createPool(modules, memory, threads)
  return {
    variant,
    threads,
    workers: pool.workers,
    get used() {
      return arena.used
    },
    alloc: arena.alloc,
    free: arena.free,
    run: pool.run,
    dispose: pool.dispose,
    f32: (address, length) => new Float32Array(memory.buffer, address, length),
    f64: (address, length) => new Float64Array(memory.buffer, address, length),
    i16: (address, length) => new Int16Array(memory.buffer, address, length),
    i32: (address, length) => new Int32Array(memory.buffer, address, length),
    u32: (address, length) => new Uint32Array(memory.buffer, address, length),
    u8: (address, length) => new Uint8Array(memory.buffer, address, length),
  }
}
