import { ProbeError } from './errors.ts'

export interface Histogram {
  /** Ends of the bins, one more than counts. */
  readonly edges: number[]
  readonly counts: number[]
}

/**
 * Counts of values in equal bins over from … to, the last bin closed; values outside and NaN are
 * left out.
 */
export function histogram(
  values: ArrayLike<number>,
  { bins = 20, from = 0, to = 1 } = {},
): Histogram {
  if (!(Number.isInteger(bins) && bins > 0 && from < to)) {
    throw new ProbeError(
      `a histogram of ${bins} bins over ${from} … ${to} needs bins ≥ 1, from < to`,
    )
  }
  const counts = Array.from({ length: bins }, () => 0)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!(value >= from && value <= to)) continue
    counts[Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins))]!++
  }
  const edges = Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins)
  return { edges, counts }
}
