import type { Embeddings } from '../embedding-adapter.ts'

/** Row i (length d) as a view. */
export function vector({ cols, data }: Embeddings, i: number): Float32Array {
  return data.subarray(i * cols, (i + 1) * cols)
}

/** ‖a − b‖ / max(‖a‖, ‖b‖); 0 for two zero vectors, NaN for vectors of unequal length. */
export function distance(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return NaN
  const length = Math.max(Math.hypot(...a), Math.hypot(...b))
  return length === 0 ? 0 : Math.hypot(...a.map((value, j) => value - b[j]!)) / length
}
