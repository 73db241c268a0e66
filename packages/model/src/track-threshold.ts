import type { SparseCodes } from '@cmgsae/tensor'

/** Exponential mean of the batch's smallest activation, BatchTopK's threshold at inference. */
export function trackThreshold(threshold: number, codes: readonly SparseCodes[]): number {
  let smallest = Infinity
  for (const { rows, offsets, values } of codes) {
    for (let e = 0; e < offsets[rows]!; e++) smallest = Math.min(smallest, values[e]!)
  }
  if (smallest === Infinity) return threshold
  return threshold === 0 ? smallest : 0.99 * threshold + 0.01 * smallest
}
