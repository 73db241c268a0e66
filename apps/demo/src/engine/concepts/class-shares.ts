import type { Activations } from '../codes/activations.ts'
import { topK } from '../top-k.ts'
import type { ClassShare } from '../types.ts'

/** Classes by their share of a concept's activation over the samples, largest first. */
export function classShares(
  { byConcept: { offsets, samples, values } }: Activations,
  concept: number,
  labels: Int32Array,
  { classes, count }: { readonly classes: number; readonly count: number },
): ClassShare[] {
  const sums = new Float64Array(classes)
  let all = 0
  for (let e = offsets[concept]!; e < offsets[concept + 1]!; e++) {
    all += values[e]!
    const label = labels[samples[e]!] ?? -1
    if (label >= 0) sums[label]! += values[e]!
  }
  return Array.from(
    topK(sums, count, (c) => sums[c]! > 0),
    (c) => ({ class: c, share: sums[c]! / all }),
  )
}
