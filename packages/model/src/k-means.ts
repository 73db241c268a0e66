import { createRandom, gather, matrix, row, unitRows, type Matrix } from '@cmgsae/tensor'
import { rescale } from './parameters.ts'
import { products, spread } from './spread.ts'

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ seeding: the cluster of each row, by
 * cosine. Rows of zero length land in cluster 0.
 */
export async function sphericalKMeans(
  source: Matrix,
  clusters: number,
  { seed = 0, iterations = 25 }: { seed?: number; iterations?: number } = {},
): Promise<Uint32Array> {
  const x = unitRows(source)
  const { seeds, nearest } = await spread(x, clusters, createRandom(seed))
  const centers = gather(x, seeds)
  let assignment = nearest
  for (let round = 1; round < iterations; round++) {
    const sums = clusterSums(x, assignment, centers.rows)
    for (let c = 0; c < centers.rows; c++) {
      const sum = row(sums, c)
      rescale(sum, 1)
      // An empty cluster stays where it is.
      if (sum.some((value) => value !== 0)) row(centers, c).set(sum)
    }
    const before = assignment
    assignment = nearestCenters(x, centers)
    if (assignment.every((c, n) => c === before[n])) break
  }
  return assignment
}

/** Of each row the centre of the highest cosine; both of unit length. */
function nearestCenters(x: Matrix, centers: Matrix): Uint32Array {
  const nearest = new Uint32Array(x.rows)
  const highest = new Float64Array(x.rows).fill(-Infinity)
  const cosines = new Float64Array(x.rows)
  for (let c = 0; c < centers.rows; c++) {
    products(x, Float64Array.from(row(centers, c)), cosines)
    for (let n = 0; n < x.rows; n++) {
      if (cosines[n]! <= highest[n]!) continue
      highest[n] = cosines[n]!
      nearest[n] = c
    }
  }
  return nearest
}

/** Sum of the rows of each cluster. */
export function clusterSums(x: Matrix, of: Uint32Array, clusters: number): Matrix {
  const sums = matrix(clusters, x.cols)
  for (let n = 0; n < x.rows; n++) {
    const sum = row(sums, of[n]!)
    const values = row(x, n)
    for (let j = 0; j < x.cols; j++) sum[j]! += values[j]!
  }
  return sums
}
