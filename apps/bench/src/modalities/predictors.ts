import {
  fillMissing,
  override,
  preset,
  train,
  type Model,
  type RecipeOverrides,
  type TrainingData,
} from '@cmgsae/model'
import { ridge } from '@cmgsae/probes'
import { matrix, row, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import { along } from './along.ts'
import { route, together, type Pair } from './design.ts'
import { complete } from './division.ts'
import { MODALITIES } from './planted-world.ts'

/** Something fitted that predicts modalities from one another. */
export interface Predictor {
  /**
   * Modality b (n×d_b) of samples of which a alone may be read; null where a = b says nothing. What
   * else `samples` holds only tells shapes.
   */
  predict(a: number, b: number, samples: readonly Matrix[]): Promise<Matrix | null>
  readonly dictionaries: readonly Model[]
}

export interface FitOptions {
  readonly pairs: readonly Pair[]
  readonly seed: number
  /** What the preset is trained with. */
  readonly recipe: RecipeOverrides
  readonly onProgress: (share: number) => void
}

/**
 * One CM-GSAE of all modalities. A direction that never is seen together goes over those in between:
 * decoded there, and encoded again.
 */
export async function fitJoint(all: readonly Matrix[], options: FitOptions): Promise<Predictor> {
  const model = await fitOne('cmgsae', named(all), options)
  return {
    dictionaries: [model],
    predict: (a, b, samples) => along(() => model, route(options.pairs, a, b), samples[a]!),
  }
}

/** One CM-GSAE of all modalities, which encodes a alone and decodes b, met together or not. */
export async function fitDirect(all: readonly Matrix[], options: FitOptions): Promise<Predictor> {
  return directly(await fitOne('cmgsae', named(all), options))
}

/**
 * The same, with half of the epochs on samples as they are and half on samples whose missing
 * modalities the first half's model filled in.
 */
export async function fitFilled(all: readonly Matrix[], options: FitOptions): Promise<Predictor> {
  const epochs = Math.max(1, Math.round((options.recipe.training?.epochs ?? 2) / 2))
  const training = { ...options.recipe.training, epochs }
  const half = (done: number): FitOptions => ({
    ...options,
    recipe: { ...options.recipe, training },
    onProgress: (share) => options.onProgress((done + share) / 2),
  })
  const first = await fitOne('cmgsae', named(all), half(0))
  return directly(await fitOne('cmgsae', await fillMissing(first, named(all)), half(1)))
}

/**
 * A CM-GSAE for each pair that is seen together. A direction that never is goes from model to model:
 * decoded in the middle, and encoded again.
 */
export async function fitPairwise(all: readonly Matrix[], options: FitOptions): Promise<Predictor> {
  const { pairs, onProgress } = options
  const models: Model[] = []
  for (const [i, pair] of pairs.entries()) {
    const modalities = named(complete(all, pair), pair)
    const report = (share: number) => onProgress((i + share) / pairs.length)
    models.push(await fitOne('cmgsae', modalities, { ...options, onProgress: report }))
  }
  const modelOf = (a: number, b: number) =>
    models[pairs.findIndex((pair) => pair.includes(a) && pair.includes(b))]!
  return {
    dictionaries: models,
    predict: (a, b, samples) => along(modelOf, route(pairs, a, b), samples[a]!),
  }
}

/** One SAE per modality, and ridge regression from the codes of one to the embeddings of another. */
export async function fitSeparate(all: readonly Matrix[], options: FitOptions): Promise<Predictor> {
  const { pairs, seed } = options
  const model = await fitOne('separate', named(all), options)
  const codesOf = async (s: number, x: Matrix) =>
    denseColumns(await model.encode({ [MODALITIES[s]!.name]: x }), model, s)
  return {
    dictionaries: [model],
    async predict(a, b, samples) {
      if (a === b) return along(() => model, [a], samples[a]!)
      return regress(all, { pairs, seed, way: route(pairs, a, b), codesOf }, samples)
    },
  }
}

/** Ridge regression from embeddings to embeddings: no dictionary at all. */
export function fitRidge(all: readonly Matrix[], { pairs, seed }: FitOptions): Predictor {
  const codesOf = (_: number, x: Matrix) => Promise.resolve(x)
  return {
    dictionaries: [],
    async predict(a, b, samples) {
      if (a === b) return null
      return regress(all, { pairs, seed, way: route(pairs, a, b), codesOf }, samples)
    },
  }
}

/**
 * The ceiling: ridge regression from the planted coefficients of what a shows, fitted on all
 * samples that have b, a known of each. Nothing else here knows the planted coefficients.
 */
export function fitTruth(
  all: readonly Matrix[],
  truth: { readonly train: readonly Matrix[]; readonly test: readonly Matrix[] },
  seed: number,
): Predictor {
  return {
    dictionaries: [],
    predict: (a, b, samples) =>
      Promise.resolve(
        ridge({
          train: { from: truth.train[a]!, to: all[b]! },
          test: { from: truth.test[a]!, to: samples[b]! },
          seed,
        }).prediction,
      ),
  }
}

async function regress(
  all: readonly Matrix[],
  {
    pairs,
    seed,
    way,
    codesOf,
  }: {
    pairs: readonly Pair[]
    seed: number
    way: readonly number[]
    codesOf: (s: number, x: Matrix) => Promise<Matrix>
  },
  samples: readonly Matrix[],
): Promise<Matrix> {
  let x = samples[way[0]!]!
  for (let i = 1; i < way.length; i++) {
    const [from, to] = [way[i - 1]!, way[i]!]
    if (!together(pairs, from, to)) throw new Error(`${from} and ${to} are never seen together`)
    const [own, other] = complete(all, [from, to]) as [Matrix, Matrix]
    x = ridge({
      train: { from: await codesOf(from, own), to: other },
      test: { from: await codesOf(from, x), to: samples[to]! },
      seed,
    }).prediction
  }
  return x
}

function named(
  matrices: readonly Matrix[],
  listed: readonly number[] = MODALITIES.map((_, s) => s),
) {
  return matrices.map((embeddings, i) => ({ name: MODALITIES[listed[i]!]!.name, embeddings }))
}

async function fitOne(
  name: string,
  modalities: TrainingData['modalities'],
  { recipe, seed, onProgress }: FitOptions,
): Promise<Model> {
  const { model } = await train(
    { modalities },
    {
      recipe: override(preset(name), recipe),
      seed,
      onProgress: ({ step, steps }) => onProgress(step / steps),
    },
  )
  return model
}

function directly(model: Model): Predictor {
  return {
    dictionaries: [model],
    predict: (a, b, samples) => along(() => model, a === b ? [a] : [a, b], samples[a]!),
  }
}

/** Codes (n×p) as a matrix of the latents that serve modality s alone. */
function denseColumns(codes: SparseCodes, model: Model, s: number): Matrix {
  const columns = new Map<number, number>()
  for (let i = 0; i < model.latents; i++) {
    if (model.serves(i, MODALITIES[s]!.name)) columns.set(i, columns.size)
  }
  const out = matrix(codes.rows, columns.size)
  for (let n = 0; n < codes.rows; n++) {
    const values = row(out, n)
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      values[columns.get(codes.indices[e]!)!] = codes.values[e]!
    }
  }
  return out
}
