import type { Model } from '@cmgsae/model'
import type { Split } from '../datasets/dataset.ts'
import type { ProbeSettings } from '../jobs/job.ts'
import { encodePrompts, probe, zeroShotAccuracy } from './labelled.ts'
import { undefinedMeasures, type Measures } from './measures.ts'

/** Probe and zero-shot among classes that the model was not fitted on. */
export async function measureUnseen(
  model: Model,
  split: Split,
  settings: ProbeSettings,
): Promise<Measures> {
  const { name } = model.modalities[0]!
  const train = await model.encode({ [name]: split.train.modalities[0]!.embeddings })
  const test = await model.encode({ [name]: split.test.modalities[0]!.embeddings })
  const comparable = model.recipe.privateShare < 1 || model.recipe.matched
  return {
    ...undefinedMeasures,
    unseenProbe: await probe(split, { train, test }, settings),
    unseenZeroShot: comparable
      ? zeroShotAccuracy(split, test, await encodePrompts(model, split))
      : null,
  }
}
