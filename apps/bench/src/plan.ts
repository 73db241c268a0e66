import { preset } from '@cmgsae/model'
import type { Dataset } from './datasets/dataset.ts'
import { jobId } from './jobs/job-id.ts'
import type { Job, ProbeSettings, SavePlan, Task } from './jobs/job.ts'
import { sizedRecipe, trainedAs, type Variants } from './models.ts'

/** Everything that decides which jobs a benchmark consists of. */
export interface Settings {
  readonly models: readonly string[]
  /** Rows of a file, by name. */
  readonly variants: Variants
  /** Splits to run, by index. */
  readonly splits: number
  readonly latents: number
  readonly k: number
  readonly moreK: number | null
  readonly epochs: number
  /** Samples of a step; null: each preset's. */
  readonly batch: number | null
  readonly probe: ProbeSettings
  /** Choose each model's learning rate on held-out training pairs. */
  readonly tune: boolean
  /** Fit on four fifths of the classes too. */
  readonly unseen: boolean
  /** Further L0 values of the models in `CURVED`. */
  readonly curve: readonly number[]
}

export const FULL_PROBE: ProbeSettings = {
  regularizations: [0.3, 0.1, 0.03, 0.01, 0.003, 0.001],
  iterations: { path: 8, final: 40 },
}

export const QUICK_PROBE: ProbeSettings = {
  regularizations: [0.03, 0.003],
  iterations: { path: 8, final: 20 },
}

/** Learning rates that are tried, and one more beyond whichever end wins. */
const RATES = [5e-4, 1e-3, 2e-3]
const BEYOND: Readonly<Record<number, number>> = { 5e-4: 2.5e-4, 2e-3: 4e-3 }
/** The whole L0–accuracy curve of these. */
export const CURVED = {
  models: ['separate', 'cross', 'cmgsae', 'aligned', 'seeded'],
  l0: [4, 8, 16, 32, 64],
}
export const QUICK_CURVE = [4, 16]

export interface Planner {
  /** Models that cannot be trained on this set, with the reason. */
  readonly skipped: readonly { readonly model: string; readonly reason: string }[]
  /** First round of tuning; empty without `tune`. */
  tuning(): Job[]
  /** Jobs for rates beyond the grid where its end won. */
  moreTuning(best: ReadonlyMap<string, number>): Job[]
  /** All fits, most important first: every model on a split before the next split. */
  fits(rates: ReadonlyMap<string, number>): Job[]
}

/** Why modalities cannot be compared entry by entry. */
function spaces({ modalities }: Dataset): string {
  const widths = modalities.map(({ width }) => width)
  return new Set(widths).size > 1
    ? `the widths are ${widths.join(' and ')}`
    : `${modalities.map(({ name }) => name).join(' and ')} come from different models`
}

export function createPlanner(
  dataset: Dataset,
  fingerprint: string,
  settings: Settings,
  save: SavePlan,
): Planner {
  const widths = dataset.modalities.map(({ width }) => width)
  const sharingOf = (model: string) => {
    const variant = settings.variants[model]
    return variant?.sharing ?? preset(variant?.preset ?? model).sharing
  }
  const skipped = settings.models
    .filter((model) => model !== 'dense' && !dataset.aligned && sharingOf(model) !== 'joint')
    .map((model) => ({
      model,
      reason: `it needs one space for all, and ${spaces(dataset)}`,
    }))
  const names = settings.models.filter((model) => !skipped.some((skip) => skip.model === model))
  const trained = [...new Set(names.filter((model) => model !== 'dense').map(trainedAs))]
  const width = widths.reduce((sum, value) => sum + value, 0)
  const { train } = dataset.split(0)
  const pairs = train.modalities[0]!.embeddings.rows

  const make = (label: string, split: number, task: Task, cost: number, keep?: SavePlan): Job => ({
    id: jobId(label, { fingerprint, split, task }),
    split,
    task,
    cost,
    ...(keep && { save: keep }),
  })
  const fitCost = (epochs: number) => pairs * (epochs + 3) * settings.latents * width
  const sized = (name: string, k: number, rate: number | undefined) =>
    sizedRecipe(
      name,
      {
        latents: settings.latents,
        k,
        epochs: settings.epochs,
        ...(settings.batch !== null && { batch: settings.batch }),
        ...(rate !== undefined && { learningRate: rate }),
      },
      settings.variants,
    )
  const tune = (name: string, rate: number) => {
    // Shorter fits would prefer whatever rate learns fastest.
    const recipe = sized(name, settings.k, rate)
    return make(`tune-${name}`, 0, { kind: 'tune', recipe }, 0.8 * fitCost(settings.epochs))
  }

  function fits(rates: ReadonlyMap<string, number>): Job[] {
    const { k, moreK, probe, unseen, curve, epochs } = settings
    const fit = (name: string, l0: number, split: number, part: 'all' | 'seen classes') => {
      const recipe = sized(name, l0, rates.get(name))
      const keep = split === 0 && part === 'all' && l0 === k ? save : undefined
      const label = part === 'all' ? `${name}-k${l0}` : `${name}-k${l0}-unseen`
      return make(label, split, { kind: 'fit', recipe, probe, part }, fitCost(epochs), keep)
    }
    const jobs: Job[] = []
    const withUnseen = unseen && dataset.classes !== undefined
    for (let split = 0; split < settings.splits; split++) {
      if (names.includes('dense')) {
        const task: Task = { kind: 'dense', unseen: withUnseen, probe }
        jobs.push(make('dense', split, task, 0.15 * fitCost(epochs)))
      }
      for (const name of trained) jobs.push(fit(name, k, split, 'all'))
      if (moreK !== null && names.includes('separate')) {
        jobs.push(fit(trainedAs('separate'), moreK, split, 'all'))
      }
    }
    if (withUnseen) {
      for (let split = 0; split < settings.splits; split++) {
        for (const name of trained) jobs.push(fit(name, k, split, 'seen classes'))
        if (moreK !== null && names.includes('separate')) {
          jobs.push(fit(trainedAs('separate'), moreK, split, 'seen classes'))
        }
      }
    }
    const curved = CURVED.models.filter((model) => names.includes(model)).map(trainedAs)
    const parts = withUnseen ? (['all', 'seen classes'] as const) : (['all'] as const)
    const values = curve.filter((l0) => l0 !== k && l0 <= settings.latents / 2)
    for (let split = 0; split < settings.splits; split++) {
      for (const l0 of values) {
        const left = curved.filter((name) => l0 !== moreK || name !== trainedAs('separate'))
        for (const part of parts) jobs.push(...left.map((name) => fit(name, l0, split, part)))
      }
    }
    return jobs
  }

  return {
    skipped,
    tuning: () =>
      settings.tune ? trained.flatMap((name) => RATES.map((rate) => tune(name, rate))) : [],
    moreTuning: (best) =>
      [...best].flatMap(([name, rate]) => (BEYOND[rate] ? [tune(name, BEYOND[rate])] : [])),
    fits,
  }
}
