import type { Recipe } from '../recipe.ts'
import { cmgsae } from './cmgsae.ts'

/**
 * `cmgsae` for modalities that are embedded in one space (CLIP, CLAP): one encoder reads all, each
 * modality has a dictionary of its own. Latents start from embeddings of the last modality, by custom
 * the text, and the encoder learns slower than the dictionaries, so that it stays near what it can say
 * in words. It names classes that training never saw, and it still predicts the partner's own
 * embedding. No private latents and less cross-reconstruction.
 */
export const aligned: Recipe = {
  ...cmgsae,
  preset: 'aligned',
  sharing: 'encoder',
  privateShare: 0,
  start: { kind: 'samples', modality: null },
  crossLoss: 0.1,
  training: { ...cmgsae.training, learningRate: 2e-3, encoderRate: 0.3 },
}
