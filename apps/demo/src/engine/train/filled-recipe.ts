import {
  defaultActive,
  defaultEpochs,
  defaultLatents,
  override,
  preset,
  type Recipe,
  type RecipeOverrides,
} from '@cmgsae/model'

/**
 * A preset with choices replaced, and the sizes it leaves open filled in for `samples` to train on.
 * @throws ModelError for an unknown preset
 */
export function filledRecipe(name: string, choices: RecipeOverrides, samples: number): Recipe {
  const base = override(preset(name), choices)
  const latents = base.latents ?? defaultLatents(samples)
  const { activation } = base
  const k = defaultActive(latents)
  return override(base, {
    latents,
    ...(choices.activation === undefined && {
      activation: 'k' in activation ? { ...activation, k } : { ...activation, l0: k },
    }),
    training: { epochs: base.training.epochs ?? defaultEpochs(samples) },
  })
}
