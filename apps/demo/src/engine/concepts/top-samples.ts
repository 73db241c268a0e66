import type { Activations } from '../codes/activations.ts'
import { topK } from '../top-k.ts'
import type { SampleHits } from '../types.ts'

/** Samples that activate a concept most, strongest first. */
export function topSamples(
  { byConcept: { offsets, samples, values } }: Activations,
  concept: number,
  count: number,
): SampleHits {
  const [from, to] = [offsets[concept]!, offsets[concept + 1]!]
  const own = values.subarray(from, to)
  const best = topK(own, count)
  return {
    samples: best.map((at) => samples[from + at]!),
    scores: Float32Array.from(best, (at) => own[at]!),
  }
}
