import { TensorError } from '../errors.ts'
import { dots, plain, relaxed } from './binaries.ts'

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

/** 255 as uint8 times −127, four of them: two splats, zero and relaxed_dot_i8x16_i7x16_add_s. */
const DOT_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 100, 111, 116, 0, 0,
  10, 24, 1, 22, 0, 65, 129, 127, 253, 15, 65, 255, 1, 253, 15, 65, 0, 253, 17, 253, 147, 2, 253,
  27, 0, 11,
]

export const hasSimd = (): boolean => WebAssembly.validate(Uint8Array.from(SIMD_PROBE))
export const hasRelaxedSimd = (): boolean => WebAssembly.validate(Uint8Array.from(RELAXED_PROBE))

/** Whether threads can share a memory: always in Node, in browsers under cross-origin isolation. */
export function hasSharedMemory(): boolean {
  const isolated = 'crossOriginIsolated' in globalThis ? globalThis.crossOriginIsolated : true
  return typeof SharedArrayBuffer !== 'undefined' && isolated
}

/**
 * Whether the relaxed dot product multiplies int8 by uint8 without saturating, as x86 with VNNI does in
 * one instruction. Elsewhere the second factor may have 7 bits only.
 */
export function hasByteDots(): boolean {
  if (!hasRelaxedSimd()) return false
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(DOT_PROBE)))
    return (exports['dot'] as () => number)() === 4 * 255 * -127
  } catch {
    // A Content-Security-Policy forbids WebAssembly: compileKernels tells which part of it.
    return false
  }
}

/** The kernels, and those of int8 dot products where they are wanted. */
export interface Binaries {
  readonly variant: Variant
  readonly dots: boolean
}

/** Compiles the kernels for a memory that is shared or not. */
export function compileKernels(
  { variant, dots: withDots }: Binaries,
  shared: boolean,
): Promise<WebAssembly.Module[]> {
  const binaries = [variant === 'relaxed' ? relaxed : plain, ...(withDots ? [dots] : [])]
  return Promise.all(binaries.map((binary) => compileBinary(binary, shared)))
}

/**
 * Compiles a binary for a memory that is shared or not: one bit of its import tells.
 * @throws TensorError where it does not compile, such as under a Content-Security-Policy
 */
export async function compileBinary(base64: string, shared: boolean): Promise<WebAssembly.Module> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
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
