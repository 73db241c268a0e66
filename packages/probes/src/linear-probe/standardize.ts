import { ProbeError } from '../errors.ts'
import { type Features, isSparse, widthOf } from '../features.ts'

/** Centring and one global scale: f ↦ scale·(f − mean), so that E‖f‖² = 1 on the training part. */
export interface Standardization {
  readonly mean: Float64Array
  readonly scale: number
  /** Variance of each feature after scaling; they sum to 1. */
  readonly variance: Float64Array
}

/** @throws ProbeError when features are not finite or do not vary */
export function standardize(features: Features): Standardization {
  const width = widthOf(features)
  const mean = new Float64Array(width)
  const variance = new Float64Array(width)
  const values = isSparse(features) ? features.values : features.data
  const stored = isSparse(features) ? features.offsets[features.rows]! : values.length
  const columnOf = (e: number) => (isSparse(features) ? features.indices[e]! : e % width)
  for (let e = 0; e < stored; e++) mean[columnOf(e)]! += values[e]! / features.rows
  const present = new Uint32Array(width)
  for (let e = 0; e < stored; e++) {
    const i = columnOf(e)
    present[i]!++
    variance[i]! += (values[e]! - mean[i]!) ** 2 / features.rows
  }
  let total = 0
  for (let i = 0; i < width; i++) {
    // Entries that sparse codes do not store are zeros, at distance mean[i] from the mean.
    variance[i]! += (mean[i]! ** 2 * (features.rows - present[i]!)) / features.rows
    total += variance[i]!
  }
  if (!Number.isFinite(total)) {
    throw new ProbeError('features hold NaN or infinite values; leave those samples out')
  }
  if (total === 0) {
    throw new ProbeError(`no feature varies over the ${features.rows} training rows`)
  }
  for (let i = 0; i < width; i++) variance[i]! /= total
  return { mean, scale: 1 / Math.sqrt(total), variance }
}
