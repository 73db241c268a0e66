import type { Model } from '@cmgsae/model'
import { fve } from '@cmgsae/probes'
import type { SparseCodes } from '@cmgsae/tensor'
import type { ProbeSettings } from '../jobs/job.ts'
import { encodePrompts, probe, zeroShotAccuracy } from './labelled.ts'
import { encodeAll, sharesLatents } from './measure-model.ts'
import { undefinedMeasures, type Measures } from './measures.ts'
import { distinctRetrieval } from './text-retrieval.ts'
import type { ClassDivision } from './unseen-classes.ts'

/** The control of every cross-modal number: the same on classes that the model was not fitted on. */
export async function measureUnseen(
  model: Model,
  { unseen: split, unseenAmongAll }: ClassDivision,
  settings: ProbeSettings,
): Promise<Measures> {
  const [first, second] = split.test.modalities
  const train = await model.encode({ [first!.name]: split.train.modalities[0]!.embeddings })
  const [test, partner] = (await encodeAll(model, split.test)) as [SparseCodes, SparseCodes]
  const measures: Measures = {
    ...undefinedMeasures,
    unseenProbe: await probe(split, { train, test }, settings),
    unseenDecoded: zeroShotAccuracy(
      split,
      await model.decode(test, first!.name),
      split.prompts?.[0],
    ),
  }
  if (!sharesLatents(model)) return measures
  const target = model.normalize(second!.embeddings, second!.name)
  return {
    ...measures,
    unseenZeroShot: zeroShotAccuracy(split, test, await encodePrompts(model, split)),
    unseenAmongAll: zeroShotAccuracy(
      unseenAmongAll,
      test,
      await encodePrompts(model, unseenAmongAll),
    ),
    unseenCrossModalFve: fve(target, await model.decode(test, second!.name)),
    unseenRetrievalR1: distinctRetrieval(split.test, test, partner).retrievalR1,
  }
}
