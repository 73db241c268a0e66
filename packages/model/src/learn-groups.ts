import { fromClusters, type Partition } from '@cmgsae/regularizers'
import type { SparseCodes } from '@cmgsae/tensor'
import { createCoActivation } from './co-activation.ts'
import { createFeed } from './feed.ts'
import type { Recipe } from './recipe.ts'
import { groupAnew, regroup } from './regroup.ts'
import type { Portion } from './row-source.ts'
import { sampleRows, type TrainingSamples } from './samples.ts'
import { inPortions } from './schedule.ts'

export interface GroupLearner {
  /** Share of the run after which latents are first clustered. */
  readonly first: number
  /** Whether latents are clustered before this step. */
  due(step: number): boolean
  /**
   * The groups that latents form at a step, names as before. The first time nothing is held on to: no
   * penalty has acted on the groups yet. `encode` leaves the codes of samples, nothing
   * hidden, one part a modality or one for all.
   * @throws the signal's reason when it aborts
   */
  learn(
    step: number,
    before: Partition,
    encode: (portion: Portion) => Promise<readonly SparseCodes[]>,
    signal?: AbortSignal,
  ): Promise<Partition>
}

/**
 * Clusters the latents every so often, until the learning rate decays: then groups settle. Labels take
 * no part. Null where the recipe's groups are not learned.
 */
export function createGroupLearner(
  { groups, training }: Recipe,
  { embeddings, rows, seed }: Omit<TrainingSamples, 'statistics'>,
  { batch, steps }: { readonly batch: number; readonly steps: number },
): GroupLearner | null {
  if (groups.kind !== 'learned') return null
  const { every, hysteresis } = groups
  const gap = Math.max(1, Math.round(every * steps))
  const last = Math.round((1 - training.decay) * steps)
  const sample = sampleRows(rows, seed)
  return {
    first: gap / steps,
    due: (step) => step > 0 && step <= last && step % gap === 0,
    async learn(step, { latents, names, of }, encode, signal) {
      const activity = createCoActivation(latents)
      const feed = createFeed(embeddings, inPortions(sample, batch), batch)
      for (let from = 0; from < sample.length; from += batch) {
        activity.add(await encode(await feed.next(signal)))
      }
      const found =
        step === gap
          ? groupAnew(activity.finish(), of, names.length, seed)
          : regroup(activity.finish(), of, names.length, hysteresis)
      return fromClusters(found, { names })
    },
  }
}
