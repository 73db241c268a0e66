import type { Backend } from '@cmgsae/tensor'
import type { Layout } from './layout.ts'
import type { ParameterSet } from './optimizer.ts'
import { atomRadius } from './parameters.ts'
import type { Recipe } from './recipe.ts'

/** Ends a training step: frees private atoms of other modalities, projects, clips, steps, renormalises. */
export async function update(
  backend: Backend,
  plan: Layout,
  recipe: Recipe,
  parameters: ParameterSet,
  { learningRate, step }: { learningRate: number; step: number },
): Promise<void> {
  const { beta1, beta2, epsilon, clip } = recipe.training
  const decoder = parameters.decoder!
  await keepPrivate(backend, plan, parameters)
  await backend.projectRows(decoder.gradient, decoder.value)
  let scale = 1
  if (clip !== null) {
    let squares = 0
    for (const { gradient } of Object.values(parameters)) {
      squares += await backend.squaredNorm(gradient)
    }
    scale = Math.min(1, clip / Math.sqrt(squares))
  }
  for (const { value, gradient, first, second } of Object.values(parameters)) {
    await backend.adam({
      parameter: value,
      gradient,
      first,
      second,
      learningRate,
      beta1,
      beta2,
      epsilon,
      step,
      scale,
    })
  }
  const { sharedLatents, privateLatents, modalities } = plan
  const whole = atomRadius(recipe, modalities.length)
  await backend.normalizeRows(decoder.value, whole, sharedLatents)
  for (const range of privateLatents) {
    await backend.normalizeRows(decoder.value, atomRadius(recipe, 1), range)
  }
}

/** A private atom stays zero outside its modality: no gradient flows there. */
async function keepPrivate(
  backend: Backend,
  { privateLatents, spans, atomWidth }: Layout,
  { decoder }: ParameterSet,
): Promise<void> {
  for (const [s, rows] of privateLatents.entries()) {
    if (rows[0] === rows[1]) continue
    const { w, width } = spans[s]!
    if (w > 0) await backend.fill(decoder!.gradient, 0, { rows, cols: [0, w] })
    if (w + width < atomWidth) {
      await backend.fill(decoder!.gradient, 0, { rows, cols: [w + width, atomWidth] })
    }
  }
}
