import type { Activations } from '../codes/activations.ts'
import type { Histogram } from '../types.ts'

/** Activations of a concept where it fires, in equal bins from 0 to the largest. */
export function conceptHistogram(
  { byConcept: { offsets, values }, codes }: Activations,
  concept: number,
  bins: number,
): Histogram {
  const own = values.subarray(offsets[concept]!, offsets[concept + 1]!)
  const most = own.reduce((a, b) => Math.max(a, b), 0)
  const counts = new Uint32Array(bins)
  for (const value of own) counts[Math.min(bins - 1, Math.floor((bins * value) / most))]!++
  return {
    edges: Float32Array.from({ length: bins + 1 }, (_, b) => (most * b) / bins),
    counts,
    silent: codes.rows - own.length,
  }
}
