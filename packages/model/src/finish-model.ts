import type { Backend } from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import type { Classes } from './groups.ts'
import { matchOnTrainingPairs } from './match-training-pairs.ts'
import { nameGroups } from './name-groups.ts'
import { refitDictionary, type RefitOptions } from './refit-dictionary.ts'
import type { TrainingSamples } from './samples.ts'

/** What the recipe asks for after the last step: atoms fitted again, latents matched, groups named. */
export async function finishModel(
  trained: ModelState,
  samples: TrainingSamples,
  classes: Classes | undefined,
  backend: Backend,
  options: RefitOptions,
): Promise<ModelState> {
  const { refitDictionary: ridge, matched, groups } = trained.recipe
  let state = trained
  if (ridge !== null) state = await refitDictionary(state, samples, ridge, backend, options)
  if (matched) state = await matchOnTrainingPairs(state, samples, backend)
  // Seeded and learned groups have moved on from what they began with.
  const moved = 'modality' in groups
  return moved && classes ? nameGroups(state, samples, classes, backend) : state
}
