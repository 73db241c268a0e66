import { createRandom, row, type Matrix } from '@cmgsae/tensor'
import { UMAP } from 'umap-js'

/**
 * A map of directions (p×D, unit rows): positions (2p) in −1 … 1 by UMAP on cosines. Rows of zeros
 * have no direction and lie in the middle.
 */
export function placeLatents(
  directions: Matrix,
  onProgress: (done: number, total: number) => void,
): Float32Array {
  const live = Array.from({ length: directions.rows }, (_, i) => i).filter((i) =>
    row(directions, i).some((value) => value !== 0),
  )
  const out = new Float32Array(2 * directions.rows)
  // Fewer neighbours than points, and enough of both to speak of a map.
  if (live.length < 4) return out
  const umap = new UMAP({
    nNeighbors: Math.min(15, live.length - 1),
    minDist: 0.15,
    random: createRandom(0).uniform,
    distanceFn: oneMinusDot,
  })
  const epochs = umap.initializeFit(live.map((i) => Array.from(row(directions, i))))
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    if (epoch % 10 === 0) onProgress(epoch, epochs)
  }
  const places = umap.getEmbedding()
  const extents = [0, 1].map((axis) => {
    const values = places.map((place) => place[axis]!)
    return { low: Math.min(...values), high: Math.max(...values) }
  })
  const half = Math.max(...extents.map(({ low, high }) => high - low)) / 2 || 1
  for (const [at, i] of live.entries()) {
    for (const [axis, { low, high }] of extents.entries()) {
      out[2 * i + axis] = (places[at]![axis]! - (low + high) / 2) / half
    }
  }
  return out
}

function oneMinusDot(a: number[], b: number[]): number {
  let dot = 0
  for (let j = 0; j < a.length; j++) dot += a[j]! * b[j]!
  return Math.max(0, 1 - dot)
}
