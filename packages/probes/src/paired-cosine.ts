import type { SparseCodes } from '@cmgsae/tensor'
import { pairedAgainstShuffled, type PairedScore } from './paired-against-shuffled.ts'
import { rowNorms } from './row-norms.ts'

/**
 * Mean cosine ⟨z_a, z_b⟩ / (‖z_a‖·‖z_b‖) of paired codes, beside the same for shuffled pairs; an
 * empty code scores 0.
 * @throws ProbeError for unequal shapes (both n×p) or fewer than two pairs
 */
export function pairedCosine(
  codesA: SparseCodes,
  codesB: SparseCodes,
  { seed = 0 } = {},
): PairedScore {
  const normA = rowNorms(codesA)
  const normB = rowNorms(codesB)
  return pairedAgainstShuffled(codesA, codesB, seed, ({ dot }, n, m) =>
    dot === 0 ? 0 : dot / (normA[n]! * normB[m]!),
  )
}
