import type { MemoryNeed } from '@cmgsae/tensor'
import { rowCapacity } from './activation.ts'
import type { ModelState } from './autoencoder.ts'
import { defaultLatents } from './default-sizes.ts'
import { layout } from './layout.ts'
import type { Modality } from './model.ts'
import type { Recipe } from './recipe.ts'

/** Samples that a model encodes at a time where nobody says otherwise. */
const BATCH = 256

/** Bytes that a backend needs for a model's weights, the screen of single samples, and batches. */
export function modelMemory({ parameters, recipe, latents, modalities }: ModelState): MemoryNeed {
  const { decoder, encoder } = parameters
  const width = modalities.reduce((sum, modality) => sum + modality.width, 0)
  const dictionaries = 5 * (decoder.length + (encoder?.length ?? 0))
  return withCodes(recipe, latents, 8 * BATCH, { split: dictionaries, whole: 8 * BATCH * width })
}

/** Bytes that a backend needs for training on so many samples. */
export function trainingMemory(
  modalities: readonly Modality[],
  recipe: Recipe,
  samples: number,
): MemoryNeed {
  const latents = recipe.latents ?? defaultLatents(samples)
  const rows = Math.min(recipe.training.batch, samples)
  const { atomWidth, encoderWidth, sampleWidth } = layout(modalities, latents, recipe)
  const passes = recipe.views * (recipe.encoding === 'together' ? 1 : modalities.length)
  const levels = Math.max(1, recipe.nested.length)
  // Per sample: the target, of each view two matrices, of each pass its δ and those of AuxK.
  const matrices = 1 + 2 * recipe.views + passes * (levels + 2)
  // Per entry: latent, column and row, and for each level value and gradient.
  const entry = passes * (16 + 8 * levels)
  // Normal equations, a direction and its product.
  const width = Math.max(...modalities.map((modality) => modality.width))
  const refit = recipe.refitDictionary === null ? 0 : latents
  return withCodes(recipe, latents, entry * rows, {
    split:
      4 *
      (3 * latents * (atomWidth + (recipe.tied ? 0 : encoderWidth)) + refit * (latents + width)),
    whole: 4 * (rows * sampleWidth * matrices + refit * width),
  })
}

/** Few active latents may all be those of one shard; where any number may fire, shards divide them. */
function withCodes(
  { activation }: Recipe,
  latents: number,
  bytesPerLatent: number,
  { split, whole }: Required<MemoryNeed>,
): MemoryNeed {
  const bytes = bytesPerLatent * rowCapacity(activation, latents)
  const bounded = rowCapacity(activation, latents) < latents
  return bounded ? { split, whole: whole + bytes } : { split: split + bytes, whole }
}
