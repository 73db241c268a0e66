import type { Steering } from '../../engine/types.ts'

const signed = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
})
const plain = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
})

/** A change with its sign and a true minus. */
export const change = (value: number): string => signed.format(value).replace('-', '−')

/** A score with a true minus. */
export const score = (value: number): string => plain.format(value).replace('-', '−')

/** How much of a concept, in units of its usual strength. */
export const times = (value: number): string => `${+value.toFixed(2)}×`.replace('-', '−')

/** What edits did, in a sentence or two; `names` are those of the modalities. */
export function inWords(
  { modalities, targets }: Pick<Steering, 'modalities' | 'targets'>,
  names: readonly string[],
  classes: readonly string[],
): string {
  const drifts = names.map((name) => ({ name, ...modalities[name]!.drift }))
  const others = drifts.reduce((sum, drift) => sum + drift.others, 0) / drifts.length
  const rest = `by ${score(others)} on average`
  if (targets.length === 0) return `No class goes with these concepts. The classes move ${rest}.`
  const moved = drifts.map(({ name, target }) => `${change(target)} in ${name}`)
  const meant = list(targets.map((c) => classes[c]!))
  return `${meant} ${targets.length === 1 ? 'moves' : 'move'} by ${list(moved)}; every other class ${rest}.`
}

const list = (items: readonly string[]) => new Intl.ListFormat('en').format(items)
