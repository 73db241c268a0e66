import { train, trainingMemory, type Recipe } from '@cmgsae/model'
import { defaultBackend, scopedBackend, type Backend } from '@cmgsae/tensor'
import type { Dataset, Split } from '../datasets/dataset.ts'
import { holdOut } from '../datasets/hold-out.ts'
import { measureDense } from '../measures/measure-dense.ts'
import { measureModel } from '../measures/measure-model.ts'
import { measureUnseen } from '../measures/measure-unseen.ts'
import { reconstructionFve } from '../measures/reconstruction-fve.ts'
import { divideClasses } from '../measures/unseen-classes.ts'
import { saveRuns } from '../runs/save-runs.ts'
import type { FitTask, Job, JobResult, SavePlan } from './job.ts'
import { variantsOf } from './variants.ts'

/** Share of a fit's work that is training; the rest is measuring. */
const TRAINING_SHARE = 0.85

/** Does one job. The result depends on nothing but the job and the data. */
export async function runJob(
  dataset: Dataset,
  job: Job,
  onProgress: (share: number) => void,
): Promise<JobResult> {
  const startedAt = performance.now()
  const split = dataset.split(job.split)
  const done = (result: Omit<JobResult, 'seconds' | 'split'>): JobResult => ({
    split: split.name,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    ...result,
  })
  const { task } = job
  if (task.kind === 'dense') {
    const measures = await measureDense(dataset, split, task.probe, task.unseen)
    return done({ rows: [{ model: 'dense', measures }], history: [] })
  }
  const samples = split.train.modalities[0]!.embeddings.rows
  const need = trainingMemory(dataset.modalities, task.recipe, samples)
  // Models hold their weights, and jobs follow one another by the hundred.
  const backend = scopedBackend(await defaultBackend(need))
  try {
    if (task.kind === 'tune') {
      const { fitted, held } = holdOut(split)
      const { model, history } = await fit(backend, fitted, task.recipe, split.seed, onProgress)
      return done({ rows: [], history, score: await reconstructionFve(model, held) })
    }
    return task.part === 'all'
      ? done(await fitAndMeasure(backend, dataset, split, task, job.save, onProgress))
      : done(await fitOnSeenClasses(backend, dataset, split, task, onProgress))
  } finally {
    backend.releaseAll()
  }
}

async function fitAndMeasure(
  backend: Backend,
  dataset: Dataset,
  split: Split,
  task: FitTask,
  save: SavePlan | undefined,
  onProgress: (share: number) => void,
): Promise<Omit<JobResult, 'seconds' | 'split'>> {
  const { state, history } = await fit(backend, split, task.recipe, split.seed, onProgress)
  const variants = variantsOf(state, backend)
  const rows = []
  for (const { name, model } of variants) {
    rows.push({ model: name, ...(await measureModel(model, dataset, split, task.probe)) })
  }
  if (save) await saveRuns(save, variants, { seed: split.seed, history })
  return { rows, history }
}

async function fitOnSeenClasses(
  backend: Backend,
  { classes }: Dataset,
  split: Split,
  { recipe, probe }: FitTask,
  onProgress: (share: number) => void,
): Promise<Omit<JobResult, 'seconds' | 'split'>> {
  const division = divideClasses(split, classes!.names.length)
  const { state, history } = await fit(backend, division.seen, recipe, split.seed, onProgress)
  const rows = []
  for (const { name, model } of variantsOf(state, backend)) {
    rows.push({ model: name, measures: await measureUnseen(model, division, probe) })
  }
  return { rows, history }
}

function fit(
  backend: Backend,
  { train: { modalities } }: Pick<Split, 'train'>,
  recipe: Recipe,
  seed: number,
  onProgress: (share: number) => void,
) {
  return train(
    { modalities },
    {
      recipe,
      seed,
      backend,
      onProgress: ({ step, steps }) => onProgress((TRAINING_SHARE * step) / steps),
    },
  )
}
