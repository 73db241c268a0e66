import type { Recipe } from '../recipe.ts'
import { common } from './common.ts'

/**
 * The paper (Kaushik, Barch and Fanelli, arXiv 2601.20028): one basis for an aligned space, untied,
 * the same latents hidden from both members of a pair, a cross-modal group penalty.
 */
export const mgsae: Recipe = {
  ...common,
  preset: 'mgsae',
  sharing: 'basis',
  atomNorm: 'unit',
  latentMask: 0.2,
  penalties: [{ kind: 'crossModalGroup', weight: 0.05 }],
}
