import type { Recipe } from '../recipe.ts'
import { common } from './common.ts'

/**
 * The default: a random mask shared by the modalities (15 %), each modality encoded alone under it
 * and decoded into all of them, paired codes aligned by a contrastive term, a quarter of the latents
 * private, and ℓ2,1 across modalities and within groups.
 */
export const cmgsae: Recipe = {
  ...common,
  preset: 'cmgsae',
  privateShare: 0.25,
  mask: { kind: 'shared', rate: 0.15 },
  crossLoss: 1,
  penalties: [
    { kind: 'contrastive', weight: 0.3, temperature: 0.07 },
    { kind: 'crossModalGroup', weight: 0.01 },
    { kind: 'groupLasso', weight: 0.01 },
  ],
}
