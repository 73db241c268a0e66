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
  { classes, aligned }: Dataset,
  split: Split,
  settings: ProbeSettings,
  unseen: boolean,
): Promise<Measures> {
  const { train, test, prompts, seed } = split
  const [x, y] = train.modalities.map(({ embeddings }) => embeddings)
  const [testX, testY] = test.modalities.map(({ embeddings }) => embeddings)
  const control = unseen && classes ? divideClasses(split, classes.names.length).unseen : null
  return {
    ...undefinedMeasures,
    probe: await probe(split, { train: x!, test: testX! }, settings),
    zeroShotCodes: zeroShotAccuracy(split, testX!, prompts?.[0]),
    crossModalFve: ridge({ train: { from: x!, to: y! }, test: { from: testX!, to: testY! }, seed })
      .fve,
    ...(aligned && distinctRetrieval(test, testX!, testY!)),
    ...(control && (await unseenDense(control, settings))),
  }
}

async function unseenDense(split: Split, settings: ProbeSettings) {
  const [x] = split.train.modalities
  const [testX] = split.test.modalities
  return {
    unseenProbe: await probe(split, { train: x!.embeddings, test: testX!.embeddings }, settings),
    unseenZeroShot: zeroShotAccuracy(split, testX!.embeddings, split.prompts?.[0]),
  }
}
