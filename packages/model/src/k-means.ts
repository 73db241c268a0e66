import { createRandom, type Matrix } from '@cmgsae/tensor'

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ seeding: the cluster of each row, by
 * cosine. Rows of zero length land in cluster 0.
 */
export function sphericalKMeans(
  { rows, cols, data }: Matrix,
  clusters: number,
  { seed = 0, iterations = 25 }: { seed?: number; iterations?: number } = {},
): Int32Array {
  const random = createRandom(seed)
  const x = data.slice()
  for (let n = 0; n < rows; n++) normalize(x.subarray(n * cols, (n + 1) * cols))
  const centers = new Float32Array(clusters * cols)
  const best = new Float32Array(rows).fill(-1)
  const assignment = new Int32Array(rows)
  const cosine = (n: number, c: number) => {
    let sum = 0
    for (let j = 0; j < cols; j++) sum += x[n * cols + j]! * centers[c * cols + j]!
    return sum
  }
  for (let c = 0; c < clusters; c++) {
    let chosen = random.integer(rows)
    if (c > 0) {
      const total = best.reduce((sum, similarity) => sum + Math.max(0, 1 - similarity), 0)
      let left = random.uniform() * total
      for (let n = 0; n < rows; n++) {
        left -= Math.max(0, 1 - best[n]!)
        if (left < 0) {
          chosen = n
          break
        }
      }
    }
    centers.set(x.subarray(chosen * cols, (chosen + 1) * cols), c * cols)
    for (let n = 0; n < rows; n++) best[n] = Math.max(best[n]!, cosine(n, c))
  }
  for (let round = 0; round < iterations; round++) {
    let moved = 0
    for (let n = 0; n < rows; n++) {
      let nearest = 0
      let highest = -Infinity
      for (let c = 0; c < clusters; c++) {
        const similarity = cosine(n, c)
        if (similarity > highest) {
          highest = similarity
          nearest = c
        }
      }
      if (assignment[n] !== nearest) moved++
      assignment[n] = nearest
    }
    if (round > 0 && moved === 0) break
    const sums = new Float32Array(clusters * cols)
    for (let n = 0; n < rows; n++) {
      const at = assignment[n]! * cols
      for (let j = 0; j < cols; j++) sums[at + j]! += x[n * cols + j]!
    }
    for (let c = 0; c < clusters; c++) {
      const sum = sums.subarray(c * cols, (c + 1) * cols)
      if (normalize(sum)) centers.set(sum, c * cols)
    }
  }
  return assignment
}

function normalize(vector: Float32Array): boolean {
  let squares = 0
  for (let j = 0; j < vector.length; j++) squares += vector[j]! ** 2
  if (squares === 0) return false
  const factor = 1 / Math.sqrt(squares)
  for (let j = 0; j < vector.length; j++) vector[j]! *= factor
  return true
}
