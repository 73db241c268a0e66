import { type Features, isSparse } from './features.ts'

/** ‖row‖₂ of each of the n rows. */
export function rowNorms(features: Features): Float64Array {
  const norms = new Float64Array(features.rows)
  const values = isSparse(features) ? features.values : features.data
  for (let n = 0; n < features.rows; n++) {
    const from = isSparse(features) ? features.offsets[n]! : n * features.cols
    const to = isSparse(features) ? features.offsets[n + 1]! : from + features.cols
    let sum = 0
    for (let e = from; e < to; e++) sum += values[e]! ** 2
    norms[n] = Math.sqrt(sum)
  }
  return norms
}
