import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import { checkSameWidth } from './check.ts'
import { weightedDirections } from './weighted-directions.ts'

/** What one modality brings: its codes (n×p) and independent embeddings (n×d) of its samples. */
export interface EmbeddedCodes {
  readonly codes: SparseCodes
  readonly e: Matrix
}

/**
 * Cross-modal monosemanticity of each latent: mean cosine between the samples of modality m and
 * those of modality n that it fires for, weighted by activation,
 * MMS_i = ⟨Σ aᵐ êᵐ, Σ aⁿ êⁿ⟩ / (Σ aᵐ · Σ aⁿ). The embeddings of both must share one space; the
 * samples need not be paired. NaN where the latent is silent in a modality.
 * @throws ProbeError for unequal numbers of latents or widths
 */
export function crossModalMonosemanticity(a: EmbeddedCodes, b: EmbeddedCodes): Float64Array {
  checkSameWidth(a.codes, b.codes, 'codes of the two modalities')
  checkSameWidth(a.e, b.e, 'embeddings of the two modalities')
  const left = weightedDirections(a.codes, a.e)
  const right = weightedDirections(b.codes, b.e)
  const d = a.e.cols
  return Float64Array.from(left.sum, (total, i) => {
    if (!left.count[i] || !right.count[i]) return NaN
    let dot = 0
    for (let j = i * d; j < (i + 1) * d; j++) dot += left.direction[j]! * right.direction[j]!
    return dot / (total * right.sum[i]!)
  })
}
