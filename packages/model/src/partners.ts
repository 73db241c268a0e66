import type { Span } from '@cmgsae/tensor'
import { squaredNorm } from './squared-norm.ts'

/** Samples closer than this, relative to their norm, are the same embedding (float16 rounding). */
const tolerance = 2e-3

/** The first column of each sample: most pairs part there, and rows lie far apart in memory. */
let starts = new Float32Array(0)

/**
 * Gives each of the first `rows` samples (x: B×D) an id that samples with coinciding columns share:
 * one caption for many pictures, one class prompt for many sounds. Such samples are no negatives of
 * each other. Samples that lack the modality (all its columns 0) share nothing: their id is −1.
 * Different embeddings part within a few columns, so comparing all pairs is cheap.
 */
export function partnerIds(
  x: Float32Array,
  rows: number,
  sampleWidth: number,
  { x: column, width }: Span,
  ids: Int32Array,
): void {
  if (starts.length < rows) starts = new Float32Array(rows)
  for (let n = 0; n < rows; n++) {
    const from = n * sampleWidth + column
    const squares = squaredNorm(x, from, from + width)
    const limit = tolerance * tolerance * squares
    const start = x[from]!
    starts[n] = start
    ids[n] = squares > 0 ? n : -1
    if (squares === 0) continue
    for (let m = 0; m < n; m++) {
      if ((start - starts[m]!) ** 2 > limit || ids[m] !== m) continue
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
