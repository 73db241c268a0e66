import { meanSd } from '@cmgsae/probes'
import type { Finished } from '../jobs/run-jobs.ts'
import type { Measured } from '../jobs/job.ts'
import type { Figures } from '../measures/figures.ts'
import { undefinedMeasures, type Measures } from '../measures/measures.ts'
import { MODELS, type ModelName } from '../models.ts'
import type { EpochRecord } from '@cmgsae/model'

export interface Spread {
  readonly mean: number
  readonly sd: number
}

type Summary = {
  readonly [K in keyof Measures]: NonNullable<Measures[K]> extends number
    ? Spread | null
    : Readonly<Record<string, Spread>> | null
}

/** One line of the comparison: a model at one L0, over the splits that are finished. */
export interface Row extends Summary {
  readonly model: ModelName
  /** Splits behind the main measures. */
  readonly n: number
  /** Active latents it was trained for; null for the embeddings themselves. */
  readonly k: number | null
  readonly learningRate: number | null
  readonly splits: readonly string[]
  /** Trained for the L0 curve only. */
  readonly curveOnly: boolean
}

/** A row with what only the report shows: plots of its first split. */
export interface ReportedRow {
  readonly row: Row
  readonly figures: Figures | null
  readonly history: readonly EpochRecord[]
}

/** Means and standard deviations over splits, rows in the order of the models, low L0 first. */
export function summarize(
  finished: readonly Finished[],
  models: readonly ModelName[],
  mainK: readonly number[],
): ReportedRow[] {
  const rows: ReportedRow[] = []
  for (const model of MODELS.filter((name) => models.includes(name))) {
    const entries = finished.flatMap((entry) => {
      const measured = entry.result.rows.find((row) => row.model === model)
      return measured ? [{ ...entry, measured, k: kOf(entry) }] : []
    })
    const ks = [...new Set(entries.map(({ k }) => k))].sort((a, b) => (a ?? 0) - (b ?? 0))
    for (const k of ks) {
      const own = entries.filter((entry) => entry.k === k)
      const main = own.filter(({ job: { task } }) => task.kind !== 'fit' || task.part === 'all')
      if (main.length === 0) continue
      main.sort((a, b) => a.job.split - b.job.split)
      const [first] = main as [(typeof main)[number]]
      rows.push({
        row: {
          model,
          n: main.length,
          k,
          learningRate: first.job.task.kind === 'fit' ? rateOf(first) : null,
          splits: main.map(({ result }) => result.split),
          curveOnly: k !== null && !mainK.includes(k),
          ...summary(own.map(({ measured }) => measured)),
        },
        figures: first.measured.figures ?? null,
        history: first.result.history,
      })
    }
  }
  return rows.filter(({ row }) => row.k === null || row.k === mainK[0] || unmatched(row))
}

/** Matched SAEs are reported at the main L0 only: higher ones are there for `separate`. */
const unmatched = ({ model }: Row) => model !== 'separateMatched'

function kOf({ job: { task } }: Finished): number | null {
  if (task.kind !== 'fit') return null
  const { activation } = task.recipe
  return 'k' in activation ? activation.k : activation.l0
}

function rateOf({ job: { task } }: Finished): number | null {
  return task.kind === 'fit' ? task.recipe.training.learningRate : null
}

function summary(measured: readonly Measured[]): Summary {
  const keys = Object.keys(undefinedMeasures) as (keyof Measures)[]
  const entries = keys.map((key) => {
    const values = measured.map(({ measures }) => measures[key]).filter((value) => value !== null)
    if (values.length === 0) return [key, null]
    if (values.every((value) => typeof value === 'number')) return [key, spread(values)]
    const records = values as Record<string, number>[]
    const names = Object.keys(records[0]!)
    return [
      key,
      Object.fromEntries(names.map((name) => [name, spread(records.map((r) => r[name]!))])),
    ]
  })
  return Object.fromEntries(entries) as Summary
}

function spread(values: readonly number[]): Spread {
  const { mean, sd } = meanSd(values)
  return { mean: round(mean), sd: round(sd) }
}

/** Six digits say more than any of these measures can. */
const round = (value: number) => Number(value.toPrecision(6))
