import type { Dataset, Split } from '../datasets/dataset.ts'
import type { ProbeSettings } from '../jobs/job.ts'
import { probe, zeroShotAccuracy } from './labelled.ts'
import { undefinedMeasures, type Measures } from './measures.ts'
import { ridge } from '@cmgsae/probes'
import { distinctRetrieval } from './text-retrieval.ts'
import { divideClasses } from './unseen-classes.ts'

/**
 * The embeddings themselves: what no code should be expected to beat, and ridge regression as the
 * control for cross-modal prediction.
 */
export async function measureDense(
  dataset: Dataset,
  split: Split,
  settings: ProbeSettings,
  unseen: boolean,
): Promise<Measures> {
  const { classes, aligned } = dataset
  const { train, test, prompts, seed } = split
  const [x, y] = train.modalities.map(({ embeddings }) => embeddings)
  const [testX, testY] = test.modalities.map(({ embeddings }) => embeddings)
  return {
    ...undefinedMeasures,
    probe: await probe(split, { train: x!, test: testX! }, settings),
    zeroShotCodes: zeroShotAccuracy(split, testX!, prompts?.[0]),
    crossModalFve: ridge({ train: { from: x!, to: y! }, test: { from: testX!, to: testY! }, seed })
      .fve,
    ...(aligned && distinctRetrieval(test, testX!, testY!)),
    ...(classes && unseen && (await unseenDense(dataset, split, settings))),
  }
}

async function unseenDense({ classes, aligned }: Dataset, split: Split, settings: ProbeSettings) {
  const { seen, unseen, unseenAmongAll } = divideClasses(split, classes!.names.length)
  const [from, to] = seen.train.modalities.map(({ embeddings }) => embeddings)
  const [testX, testY] = unseen.test.modalities.map(({ embeddings }) => embeddings)
  const train = unseen.train.modalities[0]!.embeddings
  const held = { from: testX!, to: testY! }
  return {
    unseenProbe: await probe(unseen, { train, test: testX! }, settings),
    unseenZeroShot: zeroShotAccuracy(unseen, testX!, unseen.prompts?.[0]),
    unseenAmongAll: zeroShotAccuracy(unseenAmongAll, testX!, unseenAmongAll.prompts?.[0]),
    unseenCrossModalFve: ridge({
      train: { from: from!, to: to! },
      test: held,
      seed: split.seed,
    }).fve,
    ...(aligned && {
      unseenRetrievalR1: distinctRetrieval(unseen.test, testX!, testY!).retrievalR1,
    }),
  }
}
