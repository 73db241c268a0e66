import type { SparseCodes } from '@cmgsae/tensor'
import { checkNotEmpty, checkSameWidth } from './check.ts'
import { ProbeError } from './errors.ts'

/**
 * Modality score of each latent: score_s[i] = E_s[z_i] / Σ_t E_t[z_i], the share of a latent's mean
 * activation that each modality brings (length p each). NaN for a latent that never fires.
 * @throws ProbeError for fewer than two modalities, unequal widths or no rows
 */
export function modalityScore(
  codes: Readonly<Record<string, SparseCodes>>,
): Record<string, Float64Array> {
  const entries = Object.entries(codes)
  const first = entries[0]
  if (!first || entries.length < 2) {
    throw new ProbeError(`a modality score compares two or more modalities, got ${entries.length}`)
  }
  const total = new Float64Array(first[1].latents)
  const scores: Record<string, Float64Array> = {}
  for (const [name, part] of entries) {
    checkSameWidth(first[1], part, `codes of ${first[0]} and ${name}`)
    checkNotEmpty(part, `codes of ${name}`)
    const mean = new Float64Array(part.latents)
    const end = part.offsets[part.rows]!
    for (let e = 0; e < end; e++) mean[part.indices[e]!]! += part.values[e]! / part.rows
    for (let i = 0; i < mean.length; i++) total[i]! += mean[i]!
    scores[name] = mean
  }
  for (const score of Object.values(scores)) {
    for (let i = 0; i < score.length; i++) score[i]! /= total[i]!
  }
  return scores
}
