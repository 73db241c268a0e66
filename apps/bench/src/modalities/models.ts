import type { RecipeOverrides } from '@cmgsae/model'
import type { Matrix } from '@cmgsae/tensor'
import type { Pair } from './design.ts'
import type { Division } from './division.ts'
import {
  fitDirect,
  fitFilled,
  fitJoint,
  fitPairwise,
  fitRidge,
  fitSeparate,
  fitTruth,
  type FitOptions,
  type Predictor,
} from './predictors.ts'

/** Every row of the comparison, in the order of the table, and what it is. */
export const MODELS = {
  truth: 'ridge regression from the planted coefficients of what is shown: the ceiling',
  ridge: 'ridge regression from embeddings to embeddings, chained where they never met',
  separate: 'one SAE per modality, ridge regression from its codes, chained likewise',
  pairwise: 'a CM-GSAE for each pair, the latents divided among them, chained likewise',
  pairwiseFull: 'the same with as many latents in each as cmgsae has in all',
  cmgsae: 'one CM-GSAE of all modalities, chained likewise within the one model',
  cmgsaeDirect: 'the same, each decoded from the code of any other',
  cmgsaeFilled: 'likewise; after half of the epochs it fills in what its samples lack',
} as const

export type ModelName = keyof typeof MODELS

/** Models that are trained, so that there is a learning rate to choose. */
export const isTrained = (model: ModelName) => model !== 'truth' && model !== 'ridge'

export interface Sizes {
  /** In all; for `pairwiseFull` in each. */
  readonly latents: number
  readonly k: number
  readonly epochs: number
  /** Null for what is not trained. */
  readonly learningRate: number | null
}

const BATCH = 128

/** Fits a model on training samples of a division: all of them, or those that are not held out. */
export async function fit(
  model: ModelName,
  all: readonly Matrix[],
  {
    pairs,
    division,
    sizes: { latents, k, epochs, learningRate },
    onProgress,
  }: {
    pairs: readonly Pair[]
    division: Division
    sizes: Sizes
    onProgress: (share: number) => void
  },
): Promise<Predictor> {
  const training = { epochs, ...(learningRate !== null && { learningRate }) }
  const recipe: RecipeOverrides = { latents, activation: { kind: 'topK', k }, training }
  // A pair's share of the batch: as many steps for each pair as for all together.
  const batch = Math.round(BATCH / pairs.length)
  const perPair = { ...recipe, training: { ...training, batch } }
  const options = (chosen: RecipeOverrides): FitOptions => ({
    pairs,
    seed: division.seed,
    recipe: chosen,
    onProgress,
  })
  switch (model) {
    case 'truth':
      return fitTruth(all, division.truth, division.seed)
    case 'ridge':
      return fitRidge(all, options(recipe))
    case 'separate':
      return fitSeparate(all, options(recipe))
    case 'pairwise':
      return fitPairwise(all, options({ ...perPair, latents: Math.floor(latents / pairs.length) }))
    case 'pairwiseFull':
      return fitPairwise(all, options(perPair))
    case 'cmgsae':
      return fitJoint(all, options(recipe))
    case 'cmgsaeDirect':
      return fitDirect(all, options(recipe))
    case 'cmgsaeFilled':
      return fitFilled(all, options(recipe))
  }
}
