import type { Backend } from '@cmgsae/tensor'
import { createModel, type ModelState } from './autoencoder.ts'
import { createFeed } from './feed.ts'
import { createMatcher } from './match-atoms.ts'
import { gatherPortion } from './row-source.ts'
import type { TrainingSamples } from './samples.ts'
import { inPortions } from './schedule.ts'

/** Samples encoded together. */
const SAMPLES = 4096

/** Pairs the latents of separate SAEs by their codes of the complete training samples. */
export async function matchOnTrainingPairs(
  state: ModelState,
  { embeddings, statistics: { present }, rows }: TrainingSamples,
  backend: Backend,
): Promise<ModelState> {
  const complete = rows.filter((r) => embeddings.every((_, s) => present(s, r)))
  const unmatched = createModel({ ...state, recipe: { ...state.recipe, matched: false } }, backend)
  const matcher = createMatcher(state)
  const portions = Math.ceil(complete.length / SAMPLES)
  const feed = createFeed(embeddings, inPortions(complete, SAMPLES), SAMPLES)
  for (let portion = 0; portion < portions; portion++) {
    const matrices = gatherPortion(await feed.next())
    const codes = []
    for (const [s, { name }] of state.modalities.entries()) {
      codes.push(await unmatched.encode({ [name]: matrices[s]! }))
    }
    matcher.add(codes)
  }
  return matcher.finish()
}
