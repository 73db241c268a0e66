import type { Recipe } from '../recipe.ts'
import { common } from './common.ts'

/**
 * Each modality encoded alone and asked to reconstruct itself and its partners; no masking, which
 * is the part of the brief this preset drops.
 */
export const cross: Recipe = {
  ...common,
  preset: 'cross',
  crossLoss: 4,
  penalties: [{ kind: 'crossModalGroup', weight: 0.01 }],
}
