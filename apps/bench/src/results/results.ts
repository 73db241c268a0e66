import type { Finished } from '../jobs/run-jobs.ts'
import type { Measured } from '../jobs/job.ts'
import type { Figures } from '../measures/figures.ts'
import { undefinedMeasures, type Measures } from '../measures/measures.ts'
import type { EpochRecord } from '@cmgsae/model'
import { spread, type Spread } from './spread.ts'

type Summary = {
  readonly [K in keyof Measures]: NonNullable<Measures[K]> extends number
    ? Spread | null
    : Readonly<Record<string, Spread>> | null
}

/** One line of the comparison: a model at one L0, over the splits that are finished. */
export interface Row extends Summary {
  readonly model: string
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
  models: readonly string[],
  mainK: readonly number[],
): ReportedRow[] {
  const rows: ReportedRow[] = []
  for (const model of models) {
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
          curveOnly: k !== null && k !== mainK[0] && !(k === mainK[1] && model === 'separate'),
          ...summary(own),
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

function summary(own: readonly (Finished & { readonly measured: Measured })[]): Summary {
  const splits = 1 + Math.max(...own.map(({ job }) => job.split))
  const over = (pick: (measures: Measures) => number | null | undefined): Spread | null => {
    const values: (number | null)[] = Array.from({ length: splits }, () => null)
    for (const { job, measured } of own) {
      const value = pick(measured.measures)
      if (typeof value === 'number') values[job.split] = value
    }
    return spread(values)
  }
  const keys = Object.keys(undefinedMeasures) as (keyof Measures)[]
  const entries = keys.map((key) => {
    const sample = own.map(({ measured }) => measured.measures[key]).find((value) => value !== null)
    if (typeof sample !== 'object') return [key, over((measures) => measures[key] as number | null)]
    const names = Object.keys(sample)
    const of = (name: string) => over((measures) => (measures[key] as typeof sample | null)?.[name])
    return [key, Object.fromEntries(names.map((name) => [name, of(name)]))]
  })
  return Object.fromEntries(entries) as Summary
}
