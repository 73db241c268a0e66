import type { Measures } from '../../engine/measure/measures.ts'
import { meanOver, type Compared } from './compared.ts'

/** A measure of the table. */
export interface MeasureColumn {
  readonly key: string
  readonly title: string
  /** What it is and how to read it, in a sentence or two. */
  readonly about: string
  /** Which end is best; null where neither is. */
  readonly best: 'high' | 'low' | null
  readonly value: (measures: Measures) => number | null
  readonly show: (value: number) => string
}

const plain = (value: number) => value.toFixed(2).replace('-', '−')
const percent = (value: number) => `${(100 * value).toFixed(1).replace('-', '−')} %`

/** The measures that at least one model has. */
export function columnsFor(
  modalities: readonly string[],
  models: readonly Compared[],
): MeasureColumn[] {
  const each = (make: (name: string) => MeasureColumn) => modalities.map(make)
  const all: MeasureColumn[] = [
    {
      key: 'l0',
      title: 'Active',
      about:
        'L0: concepts that a sample lights, on average. Fewer are easier to read; compare models at the same number.',
      best: null,
      value: ({ l0 }) => meanOver(l0),
      show: (value) => value.toFixed(1),
    },
    ...each((name) => ({
      key: `fve-${name}`,
      title: `FVE ${name}`,
      about:
        `Variance explained: how much of an ${name} vector its own code keeps. 1 is all of it, 0 no more than the mean of all samples tells.`.replace(
          /\ban (?=[^aeiou])/,
          'a ',
        ),
      best: 'high' as const,
      value: ({ fve }: Measures) => fve[name] ?? null,
      show: plain,
    })),
    {
      key: 'cross',
      title: 'FVE across',
      about:
        'How much of a vector is told from the code of another modality, mean over all pairs of modalities. Below 0 it is worse than guessing the mean.',
      best: 'high',
      value: ({ cross }) => {
        const known = cross.map(({ fve }) => fve).filter((fve) => fve !== null)
        return meanOver(Object.fromEntries(known.entries()))
      },
      show: plain,
    },
    ...each((name) => ({
      key: `zero-${name}`,
      title: `Zero-shot ${name}`,
      about: `Accuracy of naming the class of ${name} by the nearest code of a class description: does it share concepts with words?`,
      best: 'high' as const,
      value: ({ zeroShot }: Measures) => zeroShot?.[name] ?? null,
      show: percent,
    })),
    ...each((name) => ({
      key: `probe-${name}`,
      title: `Probe ${name}`,
      about: `Accuracy of a linear classifier that sees only the code of ${name}: how much of the class the concepts keep.`,
      best: 'high' as const,
      value: ({ probe }: Measures) => probe?.[name] ?? null,
      show: percent,
    })),
    {
      key: 'retrieval',
      title: 'Retrieval',
      about: `How often the code of ${modalities[0]} finds its own ${modalities[1] ?? 'partner'} first among all samples kept aside.`,
      best: 'high',
      value: ({ retrieval }) => retrieval,
      show: percent,
    },
    {
      key: 'alignment',
      title: 'Shared',
      about:
        'Share of concepts that the two sides of a sample have in common, less what sides of different samples have.',
      best: 'high',
      value: ({ alignment }) => alignment && alignment.paired - alignment.shuffled,
      show: percent,
    },
    {
      key: 'nmi',
      title: 'Groups',
      about:
        'How well the strongest group tells the class (normalised mutual information): 1 is perfectly, 0 not at all.',
      best: 'high',
      value: ({ groupNmi }) => groupNmi,
      show: plain,
    },
    {
      key: 'dead',
      title: 'Dead',
      about: 'Share of the dictionary that no sample lights: wasted.',
      best: 'low',
      value: ({ dead }) => dead,
      show: percent,
    },
  ]
  return all.filter(({ value }) => models.some(({ measures }) => value(measures) !== null))
}

/** The best value of a column as it is shown, so that what looks alike is marked alike. */
export function bestOf(
  { best, value, show }: MeasureColumn,
  models: readonly Compared[],
): string | undefined {
  const known = models.map(({ measures }) => value(measures)).filter((found) => found !== null)
  if (best === null || known.length < 2) return undefined
  return show(best === 'high' ? Math.max(...known) : Math.min(...known))
}

/** Models in the order of a column, those without a value last; by no column, as they are. */
export function sortedBy(
  models: readonly Compared[],
  columns: readonly MeasureColumn[],
  sort: string | undefined,
): Compared[] {
  const descending = sort?.startsWith('-') ?? false
  const key = sort?.replace(/^-/, '')
  const turn = descending ? -1 : 1
  if (key === 'title') return models.toSorted((a, b) => turn * a.title.localeCompare(b.title, 'en'))
  const column = columns.find((candidate) => candidate.key === key)
  if (!column) return [...models]
  const of = ({ measures }: Compared) => column.value(measures)
  return models.toSorted((a, b) => {
    const [x, y] = [of(a), of(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return turn * (x - y)
  })
}
