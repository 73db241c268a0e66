import type { TopClass, TopSample } from './concept-map.ts'
import type { Labels } from './features.ts'
import { type KeepLargest, keepLargest } from './keep-largest.ts'

/** Running sums of the activations of many concepts (latents or groups) in one modality. */
export interface Tally {
  add(concept: number, sample: number, activation: number): void
  /** Σ activation. */
  total(concept: number): number
  /** Samples in which the concept fires. */
  count(concept: number): number
  /** Strongest samples, strongest first. */
  samples(concept: number): TopSample[]
  /** Classes by share of the total, largest first. */
  classes(concept: number, limit: number): TopClass[]
}

export function createTally(concepts: number, keep: number, labels: Labels | undefined): Tally {
  const totals = new Float64Array(concepts)
  const counts = new Uint32Array(concepts)
  const top: (KeepLargest | undefined)[] = Array.from({ length: concepts })
  const byClass: (Map<number, number> | undefined)[] = Array.from({ length: concepts })
  return {
    add(concept, sample, activation) {
      if (activation === 0) return
      totals[concept]! += activation
      counts[concept]!++
      const kept = (top[concept] ??= keepLargest(keep))
      kept.offer(sample, activation)
      if (!labels) return
      const sums = (byClass[concept] ??= new Map())
      sums.set(labels[sample]!, (sums.get(labels[sample]!) ?? 0) + activation)
    },
    total: (concept) => totals[concept]!,
    count: (concept) => counts[concept]!,
    samples: (concept) =>
      (top[concept]?.sorted() ?? []).map(({ id, key }) => ({ sample: id, activation: key })),
    classes(concept, limit) {
      const largest = keepLargest(limit)
      for (const [label, sum] of byClass[concept] ?? [])
        largest.offer(label, sum / totals[concept]!)
      return largest.sorted().map(({ id, key }) => ({ class: id, share: key }))
    },
  }
}
