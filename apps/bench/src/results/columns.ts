import type { MeasureName } from '../measures/measures.ts'
import type { Row } from './results.ts'
import type { Spread } from './spread.ts'

/** One column of the comparison, on the terminal and in the report. */
export interface ComparisonColumn {
  readonly title: readonly [string, string]
  /** One line for the report's reader. */
  readonly about: string
  readonly value: (row: Row) => Spread | null
  /** The measure, where the column is one. */
  readonly key?: MeasureName
  readonly digits: number
  /** Which end is good; null where neither is. */
  readonly better: 'high' | 'low' | null
  /** Whether the deviation is shown. */
  readonly spread: boolean
}

const score = (
  title: readonly [string, string],
  key: MeasureName,
  about: string,
): ComparisonColumn => ({
  title,
  about,
  key,
  value: (row) => row[key],
  digits: 3,
  better: 'high',
  spread: true,
})

/** Columns that have a value in some row. */
export function columnsOf(rows: readonly Row[], modalities: readonly string[]): ComparisonColumn[] {
  const [first = '', second = ''] = modalities
  const all: ComparisonColumn[] = [
    {
      title: ['', 'L0'],
      about: `Active latents per sample of ${first}, on test samples.`,
      value: (row) => row.l0,
      digits: 1,
      better: null,
      spread: false,
    },
    score(['linear', 'probe'], 'probe', `Accuracy of logistic regression on ${first} codes.`),
    score(
      ['probe,', 'unseen'],
      'unseenProbe',
      'The same for classes that the SAE was not fitted on.',
    ),
    score(
      ['zero-shot,', 'codes'],
      'zeroShotCodes',
      `The code of a class prompt nearest to the ${first} code. Dense: the embeddings.`,
    ),
    score(
      ['zero-shot,', 'unseen'],
      'unseenZeroShot',
      'The same among classes that the SAE was not fitted on: the control for labels in the pairs.',
    ),
    score(
      ['zero-shot,', 'decoded'],
      'zeroShotDecoded',
      `The class prompt nearest to the reconstructed ${first} embedding.`,
    ),
    score(
      [`${second} from`, `${first}, FVE`],
      'crossModalFve',
      `Variance of ${second} explained from ${first} alone. Dense: ridge regression, the control.`,
    ),
    score(
      ['retrieval', 'R@1'],
      'retrievalR1',
      `The right ${second} is nearest to the ${first} code; ties count against.`,
    ),
    score(
      ['atoms', '> .9'],
      'atoms90',
      'Planted concepts whose atom is found with a cosine above 0.9.',
    ),
    ...modalities.map((name): ComparisonColumn => ({
      title: ['FVE', name],
      about: `Variance of ${name} explained by its own code.`,
      value: (row) => row.fve?.[name] ?? null,
      digits: 3,
      better: 'high',
      spread: false,
    })),
    ...modalities.map((name): ComparisonColumn => ({
      title: ['FVE refit', name],
      about: `The same with the values of the latents that the code selects fitted again by least squares: what selection alone costs.`,
      value: (row) => row.fveRefit?.[name] ?? null,
      digits: 3,
      better: 'high',
      spread: false,
    })),
    {
      title: ['', 'dead'],
      about: 'Latents that fire for no training or test sample.',
      value: (row) => row.dead,
      digits: 2,
      better: 'low',
      spread: false,
    },
  ]
  return all.filter(({ value }) => rows.some((row) => value(row) !== null))
}

/**
 * Rows that are best in a column as far as its digits tell; none where all are equal. The embeddings
 * themselves do not compete.
 */
export function bestRows(
  { value, better, digits }: ComparisonColumn,
  rows: readonly Row[],
): ReadonlySet<number> {
  const entries = rows.flatMap((row, index) => {
    const found = row.model === 'dense' ? null : value(row)
    return found ? [{ index, shown: Number(found.mean.toFixed(digits)) }] : []
  })
  const shown = entries.map((entry) => entry.shown)
  const best = better === 'low' ? Math.min(...shown) : Math.max(...shown)
  const winners = entries.filter((entry) => entry.shown === best)
  if (better === null || winners.length === entries.length) return new Set()
  return new Set(winners.map(({ index }) => index))
}

/** .462 for 0.4624; 1.000, −.123 and 23.0 as they are. */
export function formatScore(value: number, digits: number): string {
  const text = value.toFixed(digits).replace('-', '−')
  return Math.abs(value) < 1 && digits > 1 ? text.replace(/^(−?)0\./, '$1.') : text
}

/** A difference: +.069, −.012. */
export function signed(value: number): string {
  const text = formatScore(value, 3)
  return value > 0 ? `+${text}` : text
}
