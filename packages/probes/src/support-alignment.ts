import type { SparseCodes } from '@cmgsae/tensor'
import { pairedAgainstShuffled, type PairedScore } from './paired-against-shuffled.ts'

/**
 * Support alignment: mean Jaccard index |S_a ∩ S_b| / |S_a ∪ S_b| of the active latents of a pair,
 * beside the same for shuffled pairs. Two empty supports share nothing and score 0.
 * @throws ProbeError for unequal shapes (both n×p) or fewer than two pairs
 */
export function supportAlignment(
  codesA: SparseCodes,
  codesB: SparseCodes,
  { seed = 0 } = {},
): PairedScore {
  return pairedAgainstShuffled(codesA, codesB, seed, ({ activeA, activeB, activeBoth }) => {
    const union = activeA + activeB - activeBoth
    return union > 0 ? activeBoth / union : 0
  })
}
