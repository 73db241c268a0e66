import { override, preset, type Recipe } from '@cmgsae/model'
import { BenchError } from './errors.ts'

/** Every row of the comparison, in the order of the table. */
export const MODELS = [
  'dense',
  'separate',
  'separateMatched',
  'shared',
  'batchTopK',
  'matryoshka',
  'literal',
  'views',
  'mgsae',
  'cross',
  'cmgsae',
] as const

export type ModelName = (typeof MODELS)[number]

/** @throws BenchError for a name that is none */
export function parseModels(text: string | undefined): readonly ModelName[] {
  if (text === undefined) return MODELS
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !MODELS.includes(name as ModelName))
  if (unknown !== undefined) {
    throw new BenchError(`--models: there is no "${unknown}"; choose from ${MODELS.join(', ')}`)
  }
  return MODELS.filter((name) => names.includes(name))
}

/** The preset that is trained for a row: matching is done after training, so one fit serves both. */
export function trainedAs(model: ModelName): string {
  return model === 'separate' ? 'separateMatched' : model
}

export interface Sizes {
  readonly latents: number
  readonly k: number
  readonly epochs: number
  readonly learningRate?: number
}

/** A preset at the benchmark's size: the same latents, L0 and epochs for all. */
export function sizedRecipe(name: string, { latents, k, epochs, learningRate }: Sizes): Recipe {
  const base = preset(name)
  const { activation } = base
  return override(base, {
    latents,
    activation: 'k' in activation ? { ...activation, k } : { ...activation, l0: k },
    training: { epochs, ...(learningRate !== undefined && { learningRate }) },
  })
}
