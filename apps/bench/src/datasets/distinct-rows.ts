import type { Matrix } from '@cmgsae/tensor'

/** Rows closer than this, relative to their norm, are the same embedding (float16 rounding). */
const TOLERANCE = 2e-3

/**
 * An id for each row (n×d) that coinciding rows share: five captions of one picture, one class
 * prompt for many sounds. Ids count up from 0 in order of first appearance. Different embeddings
 * part within a few columns, so comparing each row with every distinct one is cheap.
 */
export function distinctRows({ rows, cols, data }: Matrix): Uint32Array {
  const ids = new Uint32Array(rows)
  const firsts: number[] = []
  for (let n = 0; n < rows; n++) {
    let squares = 0
    for (let j = n * cols; j < (n + 1) * cols; j++) squares += data[j]! * data[j]!
    const limit = TOLERANCE * TOLERANCE * squares
    const found = firsts.findIndex((first) => {
      let distance = 0
      for (let j = 0; j < cols && distance <= limit; j++) {
        distance += (data[n * cols + j]! - data[first * cols + j]!) ** 2
      }
      return distance <= limit
    })
    ids[n] = found < 0 ? firsts.push(n) - 1 : found
  }
  return ids
}
