import { TensorError } from '../errors.ts'
import { plain, relaxed } from './binaries.ts'

export type Variant = 'plain' | 'relaxed'

/** i32.const 0, three i8x16 splats and relaxed_madd: validates where relaxed SIMD runs. */
const RELAXED_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 1, 253, 15,
  65, 2, 253, 15, 65, 3, 253, 15, 253, 133, 2, 11,
]
/** i8x16.splat alone: validates where SIMD runs. */
const SIMD_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15,
  11,
]

export const hasSimd = (): boolean => WebAssembly.validate(Uint8Array.from(SIMD_PROBE))
export const hasRelaxedSimd = (): boolean => WebAssembly.validate(Uint8Array.from(RELAXED_PROBE))

/** Whether threads can share a memory: always in Node, in browsers under cross-origin isolation. */
export function hasSharedMemory(): boolean {
  const isolated = 'crossOriginIsolated' in globalThis ? globalThis.crossOriginIsolated : true
  return typeof SharedArrayBuffer !== 'undefined' && isolated
}

/**
 * Compiles a binary for a memory that is shared or not: one bit of its import tells.
 * @throws TensorError where it does not compile, such as under a Content-Security-Policy
 */
export async function compileKernels(
  variant: Variant,
  shared: boolean,
): Promise<WebAssembly.Module> {
  const text = atob(variant === 'relaxed' ? relaxed : plain)
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  if (shared) bytes[memoryFlags(bytes)]! |= 2
  try {
    return await WebAssembly.compile(bytes)
  } catch (cause) {
    const { message } = cause as Error
    throw new TensorError(
      /content security policy|csp/i.test(message)
        ? "the Content-Security-Policy forbids WebAssembly: it must allow script-src 'wasm-unsafe-eval'"
        : `the WebAssembly kernels do not compile here: ${message}`,
      { cause },
    )
  }
}

/** Where the limits' flags of the import "env" "memory" stand. */
function memoryFlags(bytes: Uint8Array): number {
  const name = [3, ...ascii('env'), 6, ...ascii('memory'), 2]
  for (let at = 0; ; at++)
    if (name.every((byte, i) => bytes[at + i] === byte)) return at + name.length
}

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0))
