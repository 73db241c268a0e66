import { formatScore } from '../results/columns.ts'
import { DESIGNS, type Design } from './design.ts'
import { MODALITIES } from './planted-world.ts'
import type { Spread } from '../results/spread.ts'
import type { DesignResults, Row, Summary } from './summarize.ts'

/** Columns of the comparison. */
export const COLUMNS: readonly {
  readonly title: readonly [string, string]
  readonly key: Summary
  readonly digits: number
}[] = [
  { title: ['FVE', 'own'], key: 'ownFve', digits: 3 },
  { title: ['FVE', 'together'], key: 'metFve', digits: 3 },
  { title: ['FVE', 'never'], key: 'unmetFve', digits: 3 },
  { title: ['R@1', 'together'], key: 'metR1', digits: 3 },
  { title: ['R@1', 'never'], key: 'unmetR1', digits: 3 },
  { title: ['atoms', '> .8'], key: 'atoms80', digits: 2 },
  { title: ['atoms', '> .9'], key: 'atoms90', digits: 2 },
  { title: ['', 'L0'], key: 'l0', digits: 1 },
  { title: ['', 'dead'], key: 'dead', digits: 2 },
]

/** `picture–text, sound–text, …` */
export const pairsOf = (design: Design) =>
  DESIGNS[design].map(([a, b]) => `${MODALITIES[a]!.name}–${MODALITIES[b]!.name}`).join(', ')

/** A design's comparison and, for each model, every modality from every other, as aligned text. */
export function renderDesign(
  { design, rows }: DesignResults,
  strong: (text: string) => string,
): string {
  const columns = COLUMNS.filter(({ key }) => rows.some(({ summary }) => summary[key]))
  const comparison = align([
    ['', '', ...columns.map(({ title }) => title[0])],
    ['model', 'n', ...columns.map(({ title }) => title[1])],
    ...rows.map((row) => [
      row.model,
      String(row.n),
      ...columns.map(({ key, digits }) => shown(row.summary[key], digits, row.n > 1)),
    ]),
  ])
  const names = MODALITIES.map(({ name }) => name)
  const tables = rows.map((row) =>
    align([
      [row.model, ...names],
      ...names.map((name, a) => [`from ${name}`, ...names.map((_, b) => cell(row, a, b))]),
    ]),
  )
  return [
    strong(`${design}: ${pairsOf(design)}`),
    comparison,
    strong('FVE / R@1 of each modality (column) from each (row)'),
    ...tables,
  ].join('\n\n')
}

const cell = ({ fve, r1 }: Row, a: number, b: number) =>
  fve[a]![b] ? `${shown(fve[a]![b], 2, false)} / ${shown(r1[a]![b]!, 2, false)}` : '–'

export function shown(value: Spread | null, digits: number, spread: boolean): string {
  if (!value) return '–'
  const mean = formatScore(value.mean, digits)
  return spread ? `${mean} ± ${formatScore(value.sd, digits)}` : mean
}

function align(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, c) => Math.max(...lines.map((line) => line[c]!.length)))
  return lines
    .map((line) =>
      line
        .map((text, c) => (c === 0 ? text.padEnd(widths[c]!) : text.padStart(widths[c]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
