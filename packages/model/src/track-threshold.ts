import type { SparseCodes } from '@cmgsae/tensor'

/**
 * Exponential mean of the batch's smallest activation, BatchTopK's threshold at inference (Bussmann
 * et al., arXiv 2412.06410, section 3); 0 before the first batch.
 */
export function trackThreshold(threshold: number, { rows, offsets, values }: SparseCodes): number {
  let smallest = Infinity
  for (let e = 0; e < offsets[rows]!; e++) smallest = Math.min(smallest, values[e]!)
  if (smallest === Infinity) return threshold
  return threshold === 0 ? smallest : 0.99 * threshold + 0.01 * smallest
}
