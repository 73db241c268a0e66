import { DataError } from './errors.ts'
import { encodeFloat16 } from './float16.ts'
import type { Locate } from './float-type.ts'

/** What embeddings can be written as. */
export type WrittenType = 'float16' | 'float32' | 'float64'

/**
 * float32 values as little-endian bytes of another precision; float32 itself is not copied.
 * @throws DataError for a value that float16 cannot hold, placed by `locate`
 */
export function encodeFloats(type: WrittenType, values: Float32Array, locate: Locate): Uint8Array {
  if (type === 'float64') return new Uint8Array(Float64Array.from(values).buffer)
  if (type === 'float32') {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  }
  const bits = new Uint16Array(values.length)
  encodeFloat16(values, bits)
  for (let i = 0; i < bits.length; i++) {
    if ((bits[i]! & 0x7fff) !== 0x7c00 || Math.abs(values[i]!) === Infinity) continue
    throw new DataError(
      `${locate(i)} is ${values[i]}, beyond float16's largest value 65504: write float32`,
    )
  }
  return new Uint8Array(bits.buffer)
}
