import type { Span } from '@cmgsae/tensor'

/** Samples closer than this, relative to their norm, are the same embedding (float16 rounding). */
const tolerance = 2e-3

/**
 * Gives each of the first `rows` samples (x: B×D) an id that samples with coinciding columns share:
 * one caption for many pictures, one class prompt for many sounds. Such samples are no negatives of
 * each other. Different embeddings part within a few columns, so comparing all pairs is cheap.
 */
export function partnerIds(
  x: Float32Array,
  rows: number,
  sampleWidth: number,
  { x: column, width }: Span,
  ids: Int32Array,
): void {
  for (let n = 0; n < rows; n++) {
    const from = n * sampleWidth + column
    let squares = 0
    for (let j = from; j < from + width; j++) squares += x[j]! * x[j]!
    const limit = tolerance * tolerance * squares
    ids[n] = n
    for (let m = 0; m < n; m++) {
      if (ids[m] !== m) continue
      const other = m * sampleWidth + column - from
      let distance = 0
      for (let j = from; j < from + width && distance <= limit; j++) {
        distance += (x[j]! - x[j + other]!) ** 2
      }
      if (distance <= limit) {
        ids[n] = m
        break
      }
    }
  }
}
