import { createRandom, gather, row, type Matrix } from '@cmgsae/tensor'
import { rescale } from './parameters.ts'
import { spread } from './spread.ts'

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ seeding: the cluster of each row, by
 * cosine. Rows of zero length land in cluster 0.
 */
export async function sphericalKMeans(
  source: Matrix,
  clusters: number,
  { seed = 0, iterations = 25 }: { seed?: number; iterations?: number } = {},
): Promise<Int32Array> {
  const { rows, cols } = source
  const x = unitRows(source)
  const { seeds } = await spread(x, clusters, createRandom(seed))
  const centers = gather(x, seeds)
  const assignment = new Int32Array(rows)
  for (let round = 0; round < iterations; round++) {
    let moved = 0
    for (let n = 0; n < rows; n++) {
      let nearest = 0
      let highest = -Infinity
      for (let c = 0; c < centers.rows; c++) {
        let cosine = 0
        for (let j = 0; j < cols; j++) {
          cosine += x.data[n * cols + j]! * centers.data[c * cols + j]!
        }
        if (cosine > highest) {
          highest = cosine
          nearest = c
        }
      }
      if (assignment[n] !== nearest) moved++
      assignment[n] = nearest
    }
    if (round > 0 && moved === 0) break
    const sums = new Float32Array(centers.data.length)
    for (let n = 0; n < rows; n++) {
      const at = assignment[n]! * cols
      for (let j = 0; j < cols; j++) sums[at + j]! += x.data[n * cols + j]!
    }
    for (let c = 0; c < centers.rows; c++) {
      const sum = sums.subarray(c * cols, (c + 1) * cols)
      rescale(sum, 1)
      // An empty cluster stays where it is.
      if (sum.some((value) => value !== 0)) row(centers, c).set(sum)
    }
  }
  return assignment
}

/** A copy with rows of length 1; zero rows stay zero. */
export function unitRows({ rows, cols, data }: Matrix): Matrix {
  const unit: Matrix = { rows, cols, data: data.slice() }
  for (let n = 0; n < rows; n++) rescale(row(unit, n), 1)
  return unit
}
