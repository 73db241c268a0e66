import type { SparseCodes } from '@cmgsae/tensor'

/** Codes turned on their side: entries `offsets[i] … offsets[i+1]` are the samples of concept i. */
export interface ByConcept {
  readonly offsets: Uint32Array
  /** Ascending within a concept. */
  readonly samples: Uint32Array
  readonly values: Float32Array
}

/** Codes (n×p) by latent. */
export function byConcept({ rows, latents, offsets, indices, values }: SparseCodes): ByConcept {
  const stored = offsets[rows]!
  const starts = new Uint32Array(latents + 1)
  for (let e = 0; e < stored; e++) starts[indices[e]! + 1]!++
  for (let i = 0; i < latents; i++) starts[i + 1]! += starts[i]!
  const at = starts.slice(0, latents)
  const out = {
    offsets: starts,
    samples: new Uint32Array(stored),
    values: new Float32Array(stored),
  }
  for (let n = 0; n < rows; n++) {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      const place = at[indices[e]!]!++
      out.samples[place] = n
      out.values[place] = values[e]!
    }
  }
  return out
}
