import { nextTask, row, type Matrix, type Random } from '@cmgsae/tensor'
import { drawByWeight } from './draw-by-weight.ts'

/** Rows whose cosine with a seed is above this are the same embedding (float32 rounding). */
const COINCIDING = 1 - 1e-6

/**
 * Rows (of unit length) that lie far apart: each is drawn with a probability that grows with the squared
 * distance to the nearest one before it. At most `count`, fewer where all rows coincide with one of
 * them. Arthur and Vassilvitskii, *k-means++: the advantages of careful seeding* (2007).
 */
export async function spread(
  x: Matrix,
  count: number,
  random: Random,
  signal?: AbortSignal,
): Promise<{
  readonly seeds: readonly number[]
  /** Per row: place in `seeds` of the nearest. */
  readonly nearest: Uint32Array
}> {
  const { rows } = x
  const seeds: number[] = []
  const nearest = new Uint32Array(rows)
  const similarity = new Float64Array(rows).fill(-1)
  const far = (n: number) => (similarity[n]! > COINCIDING ? 0 : 1 - similarity[n]!)
  const cosines = new Float64Array(rows)
  const center = new Float64Array(x.cols)
  let yieldedAt = performance.now()
  while (seeds.length < Math.min(count, rows)) {
    const seed = seeds.length === 0 ? random.integer(rows) : drawByWeight(rows, far, random)
    if (seed === null) break
    center.set(row(x, seed))
    products(x, center, cosines)
    for (let n = 0; n < rows; n++) {
      if (cosines[n]! <= similarity[n]!) continue
      similarity[n] = cosines[n]!
      nearest[n] = seeds.length
    }
    seeds.push(seed)
    if (performance.now() - yieldedAt > 30) {
      await nextTask()
      signal?.throwIfAborted()
      yieldedAt = performance.now()
    }
  }
  return { seeds, nearest }
}

/**
 * Inner products of every row with the centre; four rows at a time, as one alone would wait for its own
 * sums.
 */
export function products(
  { rows, cols, data }: Matrix,
  center: Float64Array,
  out: Float64Array,
): void {
  const start = (n: number) => Math.min(n, rows - 1) * cols
  for (let n = 0; n < rows; n += 4) {
    const [p, q, r, s] = [start(n), start(n + 1), start(n + 2), start(n + 3)]
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let j = 0; j < cols; j++) {
      const value = center[j]!
      a += value * data[p + j]!
      b += value * data[q + j]!
      c += value * data[r + j]!
      d += value * data[s + j]!
    }
    out[n] = a
    // Past the end of the array nothing is written.
    out[n + 1] = b
    out[n + 2] = c
    out[n + 3] = d
  }
}
