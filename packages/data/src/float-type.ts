import { DataError } from './errors.ts'
import { decodeFloat16 } from './float16.ts'

export type FloatType = 'float16' | 'bfloat16' | 'float32' | 'float64'

export const floatBytes: Readonly<Record<FloatType, number>> = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
}

/** Names the row and column of a value by its place in what is being decoded. */
export type Locate = (index: number) => string

/**
 * Little-endian floats to float32, into `out` (as long as there are values).
 * @throws DataError for a float64 beyond float32's range, placed by `locate`
 */
export function decodeFloats(
  type: FloatType,
  bytes: Uint8Array,
  out: Float32Array,
  locate: Locate,
): void {
  if (type === 'float32') {
    new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes)
  } else if (type === 'float16') {
    decodeFloat16(aligned(Uint16Array, bytes), out)
  } else if (type === 'bfloat16') {
    const halves = aligned(Uint16Array, bytes)
    const bits = new Uint32Array(out.buffer, out.byteOffset, out.length)
    for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16
  } else {
    narrow(aligned(Float64Array, bytes), out, locate)
  }
}

/** float64 to float32. @throws DataError for a finite value beyond float32's range */
export function narrow(values: ArrayLike<number>, out: Float32Array, locate: Locate): void {
  if (values instanceof Float32Array) return out.set(values)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    out[i] = value
    if (Math.abs(out[i]!) === Infinity && Math.abs(value) !== Infinity) {
      throw new DataError(
        `${locate(i)} is ${value}, beyond float32's largest value 3.4e38: rescale the embeddings`,
      )
    }
  }
}

interface TypedArrayConstructor<T> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T
}

/** The bytes as numbers; copied only where they start at an address the type cannot have. */
export function aligned<T>(type: TypedArrayConstructor<T>, bytes: Uint8Array): T {
  const { buffer, byteOffset } = byteOffsetFits(type, bytes) ? bytes : bytes.slice()
  return new type(buffer, byteOffset, bytes.length / type.BYTES_PER_ELEMENT)
}

const byteOffsetFits = (type: { BYTES_PER_ELEMENT: number }, { byteOffset }: Uint8Array) =>
  byteOffset % type.BYTES_PER_ELEMENT === 0
