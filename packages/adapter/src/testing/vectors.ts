import { AdapterError } from '../errors.ts'
import type { Embeddings } from '../embedding-adapter.ts'

/** Row i (length d) as a view. */
export function vector({ cols, data }: Embeddings, i: number): Float32Array {
  return data.subarray(i * cols, (i + 1) * cols)
}

/** ‖a − b‖ / max(‖a‖, ‖b‖); 0 for two zero vectors. */
export function distance(a: Float32Array, b: Float32Array): number {
  const length = Math.max(Math.hypot(...a), Math.hypot(...b))
  return length === 0 ? 0 : Math.hypot(...a.map((value, j) => value - b[j]!)) / length
}

/** @throws AdapterError where the two vectors are further apart than the tolerance allows */
export function demandClose(
  what: string,
  a: Float32Array,
  b: Float32Array,
  tolerance: number,
): void {
  const apart = distance(a, b)
  if (!(apart <= tolerance)) {
    throw new AdapterError(`${what}: ${apart.toPrecision(3)} apart, ${tolerance} is allowed`)
  }
}
