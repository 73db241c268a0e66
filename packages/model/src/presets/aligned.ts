import type { Recipe } from '../recipe.ts'
import { cmgsae } from './cmgsae.ts'

/**
 * `cmgsae` for modalities that are embedded in one space (CLIP, CLAP): one basis and one encoder for
 * all, the same mask, contrastive term and ℓ2,1, without cross-reconstruction and private latents. As
 * texts are read by what pictures or sounds have taught, it names classes that training never saw;
 * it predicts less of the partner's own embedding.
 */
export const aligned: Recipe = {
  ...cmgsae,
  preset: 'aligned',
  sharing: 'basis',
  atomNorm: 'unit',
  privateShare: 0,
  crossLoss: 0,
}
