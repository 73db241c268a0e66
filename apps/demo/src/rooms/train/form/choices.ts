import { ModelError, validateRecipe, type Recipe, type RecipeOverrides } from '@cmgsae/model'
import { recipeSchema, trainingSchema, type Kinds, type Spec } from './schema.ts'

type Objects = Readonly<Record<string, unknown>>

/** The choices that an address holds; what no recipe can hold is left out. */
export function readChoices(value: unknown): RecipeOverrides {
  if (!isObject(value)) return {}
  const training = isObject(value['training']) ? fitting(value['training'], trainingSchema) : {}
  return {
    ...fitting(value, recipeSchema),
    ...(Object.keys(training).length > 0 && { training }),
  } as RecipeOverrides
}

/** Choices with that of a field replaced; undefined goes back to the preset's. */
export function withChoice(
  { training, ...rest }: RecipeOverrides,
  part: 'recipe' | 'training',
  field: string,
  value: unknown,
): RecipeOverrides {
  const own = defined({ ...(part === 'training' ? training : rest), [field]: value })
  const others = part === 'training' ? rest : { ...(training && { training }) }
  if (part === 'recipe') return { ...own, ...others }
  return Object.keys(own).length > 0 ? { ...others, training: own } : others
}

/** What the model package says against a recipe, undefined where it has nothing to say. */
export function wrongWith(recipe: Recipe): string | undefined {
  try {
    validateRecipe(recipe)
    return undefined
  } catch (error) {
    if (ModelError.isInstance(error)) return error.message
    throw error
  }
}

/** The choices that make `recipe` differ from the preset, in a few words. */
export function inWords(choices: RecipeOverrides): string {
  const { training = {}, ...rest } = choices
  const words = Object.entries<unknown>({ ...rest, ...training }).map(([field, value]) => {
    if (Array.isArray(value))
      return `${field} ${value.map(({ kind }) => kind).join(', ') || 'none'}`
    if (!isObject(value)) return `${field} ${String(value)}`
    const { kind, ...fields } = value
    const numbers = Object.values(fields).filter((entry) => typeof entry !== 'object')
    return [field, kind, ...numbers].join(' ')
  })
  return words.join(' · ')
}

function fitting(value: Objects, schema: Readonly<Record<string, Spec | null>>): Objects {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([field, spec]) => spec && fits(spec, value[field]))
      .map(([field]) => [field, value[field]]),
  )
}

function fits(spec: Spec, value: unknown): boolean {
  switch (spec.is) {
    case 'number':
      return typeof value === 'number'
    case 'flag':
      return typeof value === 'boolean'
    case 'modality':
      return typeof value === 'string'
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(spec.of, value)
    case 'kinds':
      return fitsKinds(spec.of, value)
    case 'list':
      return Array.isArray(value) && value.every((entry) => fitsKinds(spec.of, entry))
  }
}

function fitsKinds(kinds: Kinds, value: unknown): boolean {
  if (!isObject(value) || typeof value['kind'] !== 'string') return false
  const kind = Object.hasOwn(kinds, value['kind']) ? kinds[value['kind']] : null
  if (!kind) return false
  const { kind: _, ...given } = value
  return Object.entries(kind.start).every(([field, start]) => {
    const spec = kind.fields[field]
    return spec ? fits(spec, given[field]) : JSON.stringify(given[field]) === JSON.stringify(start)
  })
}

function defined(value: Objects): Objects {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined))
}

const isObject = (value: unknown): value is Objects =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
