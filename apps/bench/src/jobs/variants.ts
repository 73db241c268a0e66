import { createModel, preset, type Model, type ModelState } from '@cmgsae/model'
import type { Backend } from '@cmgsae/tensor'

export interface Variant {
  readonly name: string
  readonly state: ModelState
  readonly model: Model
}

/**
 * The models that one fit gives. Matching only reorders what separate SAEs have learned, so a
 * matched fit is also read without the matching, instead of training the same SAEs twice.
 */
export function variantsOf(state: ModelState, backend: Backend): Variant[] {
  const own = { name: state.recipe.preset, state, model: createModel(state, backend) }
  if (!state.recipe.matched) return [own]
  const { matched } = preset('separate')
  const recipe = { ...state.recipe, preset: 'separate', matched }
  const unmatched = { ...state, recipe }
  return [{ name: 'separate', state: unmatched, model: createModel(unmatched, backend) }, own]
}
