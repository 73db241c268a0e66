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
  /** Shown in the report's table alone. */
  readonly detail?: true
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

const unseen = (...of: Parameters<typeof score>): ComparisonColumn => ({
  ...score(...of),
  detail: true,
})

const l0 = (modality: string): ComparisonColumn => ({
  title: ['', 'L0'],
  about: `Active latents per sample of ${modality}, on test samples.`,
  value: (row) => row.l0,
  digits: 1,
  better: null,
  spread: false,
})

/** Columns that have a value in some row. */
export function columnsOf(rows: readonly Row[], modalities: readonly string[]): ComparisonColumn[] {
  const [first = '', second = ''] = modalities
  const all: ComparisonColumn[] = [
    l0(first),
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
    unseen(
      ['unseen,', 'among all'],
      'unseenAmongAll',
      'The same with all classes to choose among: those that the SAE was fitted on compete.',
    ),
    score(
      ['zero-shot,', 'decoded'],
      'zeroShotDecoded',
      `The class prompt nearest to the reconstructed ${first} embedding.`,
    ),
    unseen(
      ['decoded,', 'unseen'],
      'unseenDecoded',
      'The same among classes that the SAE was not fitted on.',
    ),
    score(
      [`${second} from`, `${first}, FVE`],
      'crossModalFve',
      `Variance of ${second} explained from ${first} alone. Dense: ridge regression, the control.`,
    ),
    unseen(
      [`${second} from`, `${first}, unseen`],
      'unseenCrossModalFve',
      'The same for samples of classes that neither the SAE nor the ridge regression was fitted on.',
    ),
    score(
      ['retrieval', 'R@1'],
      'retrievalR1',
      `The right ${second} is nearest to the ${first} code; ties count against.`,
    ),
    unseen(
      ['R@1,', 'unseen'],
      'unseenRetrievalR1',
      `The same among samples of classes that the SAE was not fitted on.`,
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

/** Columns of what groups and latents stand for, each with its control, that have a value in some row. */
export function groupColumns(rows: readonly Row[], modalities: readonly string[]) {
  const [first = ''] = modalities
  const neither = (...of: Parameters<typeof score>): ComparisonColumn => ({
    ...score(...of),
    better: null,
  })
  const shuffled = 'The same with the labels shuffled: what chance gives.'
  const fires = [...new Set(rows.flatMap(({ firing }) => Object.keys(firing ?? {})))]
  const all: ComparisonColumn[] = [
    l0(first),
    score(['group', 'NMI'], 'groupNmi', `Of the strongest group of ${first} codes with the class.`),
    neither(['NMI,', 'shuffled'], 'groupNmiShuffled', shuffled),
    score(['group', 'purity'], 'groupPurity', 'Activity of a group that its top class brings.'),
    neither(['purity,', 'shuffled'], 'groupPurityShuffled', shuffled),
    score(['purity,', 'superclass'], 'groupSuperPurity', 'The same with the coarser classes.'),
    score(
      ['groups', 'agree'],
      'groupAgreement',
      'Groups whose top class is the same for both modalities.',
    ),
    {
      ...neither(['active', 'groups'], 'activeGroups', `Groups active in a sample of ${first}.`),
      digits: 1,
    },
    score(
      ['boost:', 'class'],
      'boostTarget',
      'Change of the decoded cosine to a class when its group is boosted, in samples of other classes.',
    ),
    neither(['boost:', 'others'], 'boostOthers', 'The same to the other classes.'),
    neither(['boost:', 'random'], 'boostRandom', 'The same with a random group boosted.'),
    neither(['boost:', 'flipped'], 'boostFlipped', 'The same with the sign flipped.'),
    score(
      ['', 'MMS'],
      'mms',
      'Mean cross-modal monosemanticity of latents that fire for both, in the space of the embeddings.',
    ),
    ...fires.map((subset): ComparisonColumn => ({
      title: ['latents:', subset],
      about:
        subset === 'none'
          ? 'Latents that fire for no test sample.'
          : `Latents that fire for ${subset.split('+').join(' and ')}, and for nothing else.`,
      value: (row) => row.firing?.[subset] ?? null,
      digits: 0,
      better: null,
      spread: false,
    })),
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
