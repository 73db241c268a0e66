import { isDeepStrictEqual } from 'node:util'
import { defaultActive, override, preset, presets, type MaskSpec, type Recipe } from '@cmgsae/model'
import { didYouMean } from '../args/near-matches.ts'
import { CliError } from '../errors.ts'
import { recipeOptions, type RecipeFlags } from './recipe-options.ts'
import { setField } from './set-field.ts'
import { learnedGroups } from './shape.ts'

/**
 * The recipe a command line asks for: preset, then `--set` in order, then the named flags.
 * @throws CliError or ModelError naming the preset, field or value that does not exist
 */
export function buildRecipe(flags: RecipeFlags): Recipe {
  return applyFlags(presetNamed(flags.preset ?? 'cmgsae'), flags)
}

/** The recipe with a number of active latents that suits p latents, unless the flags name one. */
export function withDefaultActive(recipe: Recipe, flags: RecipeFlags, latents: number): Recipe {
  if (flags.k !== undefined || flags.set.some((text) => text.startsWith('activation')))
    return recipe
  return override(recipe, { activation: withK(recipe.activation, defaultActive(latents)) })
}

/** Names of the given flags that ask for something else than `recipe` says. */
export function contradictions(recipe: Recipe, flags: RecipeFlags): string[] {
  const none = { ...Object.fromEntries(Object.keys(recipeOptions).map((name) => [name])), set: [] }
  return (Object.keys(recipeOptions) as (keyof RecipeFlags)[])
    .filter((name) => {
      const value = flags[name]
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return false
      if (name === 'preset') return value !== recipe.preset
      const only = { ...none, [name]: value } as unknown as RecipeFlags
      return !isDeepStrictEqual(applyFlags(recipe, only), recipe)
    })
    .map((name) => `--${name}`)
}

function applyFlags(base: Recipe, flags: RecipeFlags): Recipe {
  let recipe = base
  for (const assignment of flags.set) recipe = setField(recipe, assignment)
  const training = {
    ...(flags.epochs !== undefined && { epochs: flags.epochs }),
    ...(flags.batch !== undefined && { batch: flags.batch }),
    ...(flags.lr !== undefined && { learningRate: flags.lr }),
    ...(flags.validation !== undefined && { validation: flags.validation }),
    ...(flags.patience !== undefined && {
      patience: flags.patience,
      // Patience watches the validation loss, so it brings some where the preset has none.
      validation: flags.validation ?? (recipe.training.validation || 0.1),
    }),
  }
  recipe = override(recipe, {
    training,
    ...(flags.latents !== undefined && { latents: flags.latents }),
    ...(flags.k !== undefined && { activation: withK(recipe.activation, flags.k) }),
    ...(flags['mask-rate'] !== undefined && { mask: withRate(recipe.mask, flags['mask-rate']) }),
    ...(flags['private-share'] !== undefined && { privateShare: flags['private-share'] }),
    ...(flags.tied !== undefined && { tied: flags.tied }),
  })
  return override(recipe, { groups: groupsOf(recipe, flags) })
}

function presetNamed(name: string): Recipe {
  if (Object.hasOwn(presets, name)) return preset(name)
  const names = Object.keys(presets)
  const hint = didYouMean(name, names) || `; choose one of ${names.join(', ')}`
  throw new CliError(`unknown preset "${name}"${hint}`)
}

function withK(activation: Recipe['activation'], k: number): Recipe['activation'] {
  return 'l0' in activation ? { ...activation, l0: k } : { ...activation, k }
}

function withRate(mask: MaskSpec, rate: number): MaskSpec {
  switch (mask.kind) {
    case 'shared':
    case 'independent':
    case 'block':
      return { ...mask, rate }
    case 'mix':
      return {
        ...mask,
        parts: mask.parts.map(
          ([part, weight]) => ['rate' in part ? withRate(part, rate) : part, weight] as const,
        ),
      }
    default:
      return { kind: 'shared', rate }
  }
}

function groupsOf({ groups }: Recipe, flags: RecipeFlags): Recipe['groups'] {
  const size = flags['group-size'] ?? ('size' in groups ? groups.size : 16)
  const modality = flags['group-by']
  const learned = groups.kind === 'learned'
  if (flags['learn-groups'] ?? learned) {
    const from = modality ?? ('modality' in groups ? groups.modality : null)
    return { ...learnedGroups, ...(learned && groups), kind: 'learned', modality: from, size }
  }
  if (learned && modality === undefined) return { kind: 'contiguous', size }
  if (modality !== undefined) return { kind: 'clusters', modality, size }
  return flags['group-size'] === undefined || groups.kind === 'lists' ? groups : { ...groups, size }
}
