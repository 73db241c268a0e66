import { DataError } from '@cmgsae/data'
import { override, preset, presets, type Recipe, type RecipeOverrides } from '@cmgsae/model'
import { listedNames } from './listed-names.ts'

/** Rows of the comparison that need no file, in the order of the table. */
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
  'aligned',
  'seeded',
  'refitted',
] as const

/** A row that a file describes: a preset with some of its choices replaced, such as an ablation. */
export interface Variant extends RecipeOverrides {
  readonly preset: string
}

export type Variants = Readonly<Record<string, Variant>>

/**
 * The rows to compare; what `variants` describes comes with them.
 * @throws BenchError for a name that is none
 */
export function parseModels(text: string | undefined, variants: Variants = {}): readonly string[] {
  return [...listedNames('models', text, MODELS), ...Object.keys(variants)]
}

/** @throws DataError for what is no object of variants, naming what is wrong with it */
export function parseVariants(text: string, path: string): Variants {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (error) {
    throw new DataError(`${path} is not JSON: ${(error as Error).message}`)
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw new DataError(`${path} must be an object of rows: {"no mask": {"preset": "cmgsae", …}}`)
  }
  for (const [name, variant] of Object.entries(found) as [string, Partial<Variant> | null][]) {
    if (!/^[\w .+-]+$/.test(name) || MODELS.includes(name as (typeof MODELS)[number])) {
      throw new DataError(`${path}: "${name}" cannot name a row; use letters, and no preset's name`)
    }
    if (!Object.hasOwn(presets, variant?.preset ?? '')) {
      throw new DataError(
        `${path}: "${name}" has preset ${JSON.stringify(variant?.preset)}; choose one of ${Object.keys(presets).join(', ')}`,
      )
    }
    const known = Object.keys(preset(variant!.preset!))
    const unknown = Object.keys(variant!).find((key) => !known.includes(key))
    if (unknown !== undefined) {
      throw new DataError(`${path}: "${name}" replaces "${unknown}", which no recipe has`)
    }
  }
  return found as Variants
}

/** The preset that is trained for a row: matching is done after training, so one fit serves both. */
export function trainedAs(model: string): string {
  return model === 'separate' ? 'separateMatched' : model
}

export interface Sizes {
  readonly latents: number
  readonly k: number
  readonly epochs: number
  readonly batch?: number
  readonly learningRate?: number
}

/**
 * A preset, or a variant under its own name, at the benchmark's size: the same latents, L0 and
 * epochs for all, but for what a variant says itself.
 */
export function sizedRecipe(
  name: string,
  { latents, k, learningRate, ...training }: Sizes,
  variants: Variants = {},
): Recipe {
  const { preset: from = name, ...changes } = variants[name] ?? {}
  const base = preset(from)
  const { activation } = base
  const sized = override(base, {
    latents,
    activation: 'k' in activation ? { ...activation, k } : { ...activation, l0: k },
    training: { ...training, ...(learningRate !== undefined && { learningRate }) },
  })
  return { ...override(sized, changes), preset: name }
}
