import type { AdamHyper, Backend, Region, WeightGradient } from '@cmgsae/tensor'
import type { Layout } from './layout.ts'
import type { Parameter, ParameterSet } from './optimizer.ts'
import { atomRadius } from './parameters.ts'
import type { StepTerms } from './pass.ts'
import type { Recipe } from './recipe.ts'

/** Ends a training step: projects, clips, steps by Adam, renormalises. */
export async function update(
  backend: Backend,
  plan: Layout,
  recipe: Recipe,
  parameters: ParameterSet,
  { terms, learningRate, step }: { terms: StepTerms; learningRate: number; step: number },
): Promise<void> {
  const { beta1, beta2, epsilon, clip } = recipe.training
  const dictionaries = dictionariesOf(plan, recipe, parameters, terms)
  let scale = 1
  if (clip !== null) {
    let squares = 0
    for (const { gradient } of Object.values(parameters)) {
      if (gradient) squares += await backend.squaredNorm(gradient)
    }
    for (const { of } of dictionaries) squares += await backend.squaredGradient(of)
    scale = Math.min(1, clip / Math.sqrt(squares))
  }
  const hyper: AdamHyper = { learningRate, beta1, beta2, epsilon, step, scale }
  for (const { value, gradient, first, second } of Object.values(parameters)) {
    if (gradient) await backend.adam({ parameter: value, gradient, first, second, ...hyper })
  }
  for (const { of, parameter, share } of dictionaries) {
    const { first, second } = parameter
    await backend.learn({ ...of, first, second, ...hyper, learningRate: share * learningRate })
  }
}

function dictionariesOf(
  plan: Layout,
  recipe: Recipe,
  { decoder, encoder }: ParameterSet,
  terms: StepTerms,
): { of: WeightGradient; parameter: Parameter; share: number }[] {
  const regions = regionsOf(plan, recipe)
  const found = [
    {
      parameter: decoder!,
      share: 1,
      of: { w: decoder!.value, terms: terms.decoder, regions, project: true },
    },
  ]
  if (!encoder) return found
  // Encoded together, a private latent reads every modality; a shared encoder has no columns of one.
  const read: Region[] =
    recipe.encoding === 'together' || recipe.sharing === 'encoder'
      ? [{ rows: [0, plan.latents], cols: [0, plan.encoderWidth] }]
      : regions.map(({ rows, cols }) => ({ rows, cols }))
  return [
    ...found,
    {
      parameter: encoder,
      share: recipe.training.encoderRate,
      of: { w: encoder.value, terms: terms.encoder!, regions: read, project: false },
    },
  ]
}

/** Shared atoms learn everywhere, private ones in their modality's columns only. */
function regionsOf(
  { sharedLatents, privateLatents, modalities, spans, atomWidth }: Layout,
  recipe: Recipe,
): Region[] {
  const regions: Region[] = [
    {
      rows: sharedLatents,
      cols: [0, atomWidth],
      radius: atomRadius(recipe, modalities.length),
    },
    ...privateLatents.map((rows, s): Region => {
      const { w, width } = spans[s]!
      return { rows, cols: [w, w + width], radius: atomRadius(recipe, 1) }
    }),
  ]
  return regions.filter(({ rows: [from, to] }) => to > from)
}
