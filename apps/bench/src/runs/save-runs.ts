import { join } from 'node:path'
import type { EpochRecord } from '@cmgsae/model'
import { saveRun } from '@cmgsae/model/node'
import type { SavePlan } from '../jobs/job.ts'
import type { Variant } from '../jobs/variants.ts'

/** Saves each model of a fit as a run folder named after it. */
export async function saveRuns(
  { folder, info }: SavePlan,
  variants: readonly Variant[],
  { seed, history }: { readonly seed: number; readonly history: readonly EpochRecord[] },
): Promise<void> {
  for (const { name, state } of variants) {
    const run = { model: state, seed, history, info: { ...info, recipe: state.recipe } }
    await saveRun(join(folder, name), run)
  }
}
