import type { Recipe } from '../recipe.ts'
import { cmgsae } from './cmgsae.ts'

/**
 * `cmgsae` for modalities that are embedded in one space (CLIP, CLAP): one encoder reads all, each
 * modality has a dictionary of its own. As texts are read by what pictures or sounds have taught, it
 * names classes that training never saw, and it still predicts the partner's own embedding. No private
 * latents and less cross-reconstruction.
 */
export const aligned: Recipe = {
  ...cmgsae,
  preset: 'aligned',
  sharing: 'encoder',
  privateShare: 0,
  crossLoss: 0.2,
}
