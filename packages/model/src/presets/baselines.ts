import type { Recipe } from '../recipe.ts'
import { common } from './common.ts'

/** One SAE per modality with equal shares of the latents; no latent knows the other modality. */
export const separate: Recipe = { ...common, preset: 'separate', privateShare: 1 }

/** `separate`, its latents paired afterwards by Hungarian assignment of their activations. */
export const separateMatched: Recipe = { ...separate, preset: 'separateMatched', matched: true }

/** One TopK SAE over an aligned space, blind to which embeddings are paired. */
export const shared: Recipe = { ...common, preset: 'shared', sharing: 'basis', atomNorm: 'unit' }

/** `shared` with the k budget spent over the batch (Bussmann et al., arXiv 2412.06410). */
export const batchTopK: Recipe = {
  ...shared,
  preset: 'batchTopK',
  activation: { kind: 'batchTopK', k: 32 },
}

/** Nested dictionaries in one (Bussmann et al., arXiv 2503.17547), on BatchTopK as published. */
export const matryoshka: Recipe = {
  ...batchTopK,
  preset: 'matryoshka',
  nested: [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1],
}
