import type { Recipe } from '../recipe.ts'
import { common } from './common.ts'

/**
 * The brief, word for word: one code from the visible part of the concatenated sample, a random mask
 * shared by the modalities (30 %), the loss on hidden entries only, tied weights, ℓ2,1 on groups.
 */
export const literal: Recipe = {
  ...common,
  preset: 'literal',
  encoding: 'together',
  tied: true,
  atomNorm: 'unit',
  mask: { kind: 'shared', rate: 0.3 },
  penalties: [{ kind: 'groupLasso', weight: 1e-5 }],
  // Losses are means over entries here, so gradients are a thousand times smaller.
  training: { ...common.training, epsilon: 1e-12 },
}
