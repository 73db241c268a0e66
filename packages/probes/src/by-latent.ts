import type { SparseCodes } from '@cmgsae/tensor'

/** Codes in compressed sparse columns: latent i fires in samples `samples[offsets[i] …]`. */
export interface CodesByLatent {
  readonly offsets: Uint32Array
  readonly samples: Uint32Array
  readonly values: Float32Array
}

/** The n×p codes turned on their side; samples ascend within a latent, zeros are dropped. */
export function byLatent({ rows, latents, offsets, indices, values }: SparseCodes): CodesByLatent {
  const end = offsets[rows]!
  const starts = new Uint32Array(latents + 1)
  for (let e = 0; e < end; e++) if (values[e] !== 0) starts[indices[e]! + 1]!++
  for (let i = 0; i < latents; i++) starts[i + 1]! += starts[i]!
  const next = starts.slice()
  const samples = new Uint32Array(starts[latents]!)
  const sorted = new Float32Array(starts[latents]!)
  for (let n = 0; n < rows; n++) {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      if (values[e] === 0) continue
      const at = next[indices[e]!]!++
      samples[at] = n
      sorted[at] = values[e]!
    }
  }
  return { offsets: starts, samples, values: sorted }
}
