import { pairedDifference } from '@cmgsae/probes'
import type { MeasureName } from '../measures/measures.ts'
import { columnsOf, type ComparisonColumn } from './columns.ts'
import type { Row } from './results.ts'
import { round } from './spread.ts'

/** What a model gains over separate SAEs on the same splits, with the 95 % interval of the mean. */
export interface Difference {
  readonly model: string
  readonly against: string
  /** L0 of both, as trained for. */
  readonly k: readonly [number | null, number | null]
  /** The column, in one line. */
  readonly measure: string
  readonly mean: number
  readonly low: number
  readonly high: number
  /** Splits that both were measured on. */
  readonly n: number
}

/** For zero-shot accuracy from codes, the best that separate SAEs can do without pairs is decoded. */
const STANDS_FOR: Partial<Record<MeasureName, MeasureName>> = {
  zeroShotCodes: 'zeroShotDecoded',
  unseenZeroShot: 'unseenDecoded',
}

/**
 * Paired differences of the measures with a spread: every model against `separate` at each of its
 * L0s. Splits that only one side has are left out; fewer than two give no interval and no entry.
 */
export function differencesOf(rows: readonly Row[], modalities: readonly string[]): Difference[] {
  const baselines = rows.filter(({ model, curveOnly }) => model === 'separate' && !curveOnly)
  const models = rows.filter(
    ({ model, curveOnly }) => !['dense', 'separate'].includes(model) && !curveOnly,
  )
  const columns = columnsOf(rows, modalities).filter(({ better }) => better === 'high')
  return models.flatMap((row) =>
    baselines.flatMap((baseline) =>
      columns.flatMap((column) => differenceOf(row, baseline, column) ?? []),
    ),
  )
}

function differenceOf(
  row: Row,
  baseline: Row,
  { title, value, key }: ComparisonColumn,
): Difference | undefined {
  const instead = key && STANDS_FOR[key]
  const ours = value(row)?.values ?? []
  const theirs = (value(baseline) ?? (instead && baseline[instead]))?.values ?? []
  const both = ours.flatMap((own, split) => {
    const other = theirs[split] ?? null
    return own === null || other === null ? [] : [[own, other] as const]
  })
  if (both.length < 2) return undefined
  const { mean, low, high, n } = pairedDifference(
    both.map(([own]) => own),
    both.map(([, other]) => other),
  )
  return {
    model: row.model,
    against: baseline.model,
    k: [row.k, baseline.k],
    measure: title.filter(Boolean).join(' '),
    mean: round(mean),
    low: round(low),
    high: round(high),
    n,
  }
}
