import type { ConceptSide } from '@cmgsae/probes'
import type { OpenedRun } from '../run/open-run.ts'
import { sampleText } from '../samples/sample-text.ts'
import { formatScore, formatShare } from '../terminal/format.ts'
import { renderTable, type Column } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Description } from './describe-run.ts'

type Sides = Readonly<Record<string, ConceptSide>>

/** One line per concept. */
export function renderConcepts(
  concepts: readonly {
    readonly name: string
    readonly share: number
    readonly modalities: Sides
  }[],
  opened: OpenedRun,
  description: Description,
  { style, columns }: Terminal,
): string {
  const names = description.sides.map(({ name }) => name)
  const header: Column[] = [
    { title: 'name' },
    { title: 'share', align: 'right' },
    ...names.map((name) => ({ title: `${name} fires`, align: 'right' as const })),
    ...(names.length > 1 ? [{ title: `${names[0]} score`, align: 'right' as const }] : []),
    { title: opened.samples.labels ? 'top classes' : 'top samples', flexible: true },
  ]
  const rows = concepts.map(({ name, share, modalities }) => [
    style.cyan(name),
    formatShare(share),
    ...names.map((side) => formatShare(modalities[side]!.density)),
    ...(names.length > 1 ? [formatScore(modalities[names[0]!]!.modalityScore, 2)] : []),
    summary(modalities, opened, description),
  ])
  return renderTable(header, rows, { indent: 2, style, columns })
}

function summary(modalities: Sides, opened: OpenedRun, description: Description): string {
  if (opened.samples.labels) {
    return topClasses(modalities, opened, description)
      .slice(0, 3)
      .map(({ name, share }) => `${name} ${formatShare(share, 0)}`)
      .join(', ')
  }
  const strongest = description.sides
    .map(({ name, rows }) => ({ rows, samples: modalities[name]!.samples }))
    .filter(({ samples }) => samples.length > 0)
  return [
    ...new Set(
      strongest.flatMap(({ rows, samples }) =>
        samples.slice(0, 2).map(({ sample }) => rows[sample]!),
      ),
    ),
  ]
    .slice(0, 3)
    .map((row) => sampleText(opened.samples, row))
    .join(' | ')
}

/** Classes by their share of the activation, mean over the modalities in which it fires. */
export function topClasses(modalities: Sides, { samples }: OpenedRun, { unlabelled }: Description) {
  const firing = Object.values(modalities).filter(({ classes }) => classes.length > 0)
  const sums = new Map<number, number>()
  for (const { classes } of firing) {
    for (const { class: c, share } of classes)
      sums.set(c, (sums.get(c) ?? 0) + share / firing.length)
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([c, share]) => ({
      class: c,
      name: c === unlabelled ? 'unlabelled' : samples.labels!.names[c]!,
      share,
    }))
}

/** Everything known about one concept. */
export function renderDetail(
  title: string,
  share: number,
  modalities: Sides,
  opened: OpenedRun,
  description: Description,
  { style, columns }: Terminal,
): string {
  const blocks = [`${style.bold(title)}  ${formatShare(share)} of all squared activation`]
  const table = description.sides.map(({ name }) => {
    const side = modalities[name]!
    return [name, formatShare(side.density), formatScore(side.modalityScore, 2)]
  })
  blocks.push(
    renderTable(
      [
        { title: 'modality' },
        { title: 'fires', align: 'right' },
        { title: 'score', align: 'right' },
      ],
      table,
      { indent: 2, style },
    ),
  )
  for (const { name, rows } of description.sides) {
    const side = modalities[name]!
    if (side.samples.length === 0) {
      blocks.push(`${style.bold(name)}  never fires on these samples`)
      continue
    }
    const lines = [style.bold(name)]
    if (opened.samples.labels) {
      const classes = topClasses({ [name]: side }, opened, description)
      lines.push(`  ${classes.map((c) => `${c.name} ${formatShare(c.share, 0)}`).join(', ')}`)
    }
    lines.push(
      renderTable(
        [
          { title: 'activation', align: 'right' },
          { title: 'row', align: 'right' },
          { title: 'sample', flexible: true },
        ],
        side.samples.map(({ sample, activation }) => [
          formatScore(activation, 2),
          String(rows[sample]!),
          sampleText(opened.samples, rows[sample]!),
        ]),
        { indent: 2, style, columns },
      ),
    )
    blocks.push(lines.join('\n'))
  }
  return blocks.join('\n\n')
}
