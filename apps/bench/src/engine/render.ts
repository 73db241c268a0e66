import { renderTable } from '@cmgsae/cli'
import { escape } from '../report/markup.ts'
import { style } from '../report/style.ts'
import type { EngineRow } from './row.ts'

const titles: Readonly<Record<string, string>> = {
  limits: 'Limits of the machine',
  step: 'A whole training step',
  encode: 'Encode with top-k',
  oneSample: 'One sample: encode, top-k, decode',
  scaling: 'Training steps over sizes',
  training: 'A whole training run',
  streaming: 'Training from disk beside training in memory',
  browser: 'A training step in Chromium beside Node',
  gpu: 'The GPU',
  gpuLimits: 'Limits of the GPU',
  exactness: 'The integer screen against exact codes',
  soak: 'Thousands of steps in a row',
}

/** Columns that say nothing a reader of the table needs. */
const HIDDEN = new Set(['name', 'backend', 'runs', 'msBefore', 'msAfter'])

interface Section {
  readonly title: string
  /** What every row has in common. */
  readonly common: string
  readonly columns: readonly string[]
  readonly cells: readonly (readonly string[])[]
}

function sectionsOf(rows: readonly EngineRow[]): Section[] {
  return Object.entries(titles).flatMap(([name, title]) => {
    const own = rows.filter((row) => row.name === name).map(flat)
    if (own.length === 0) return []
    const keys = [...new Set(own.flatMap((row) => Object.keys(row)))].filter(
      (key) => !HIDDEN.has(key),
    )
    const cells = own.map((row) => keys.map((key) => show(row[key])))
    const shared = (c: number) => own.length > 1 && cells.every((row) => row[c] === cells[0]![c])
    const kept = keys.map((_, c) => c).filter((c) => !shared(c))
    return [
      {
        title,
        common: keys
          .flatMap((key, c) => (shared(c) ? `${words(key)} ${cells[0]![c]}` : []))
          .join(', '),
        columns: kept.map((c) => keys[c]!),
        cells: cells.map((row) => kept.map((c) => row[c]!)),
      },
    ]
  })
}

/** Peers become columns of their own. */
function flat({ peers, ...row }: EngineRow): Record<string, unknown> {
  const out: Record<string, unknown> = { ...row }
  for (const [peer, found] of Object.entries((peers ?? {}) as Record<string, unknown>)) {
    out[`${peer} ms`] =
      typeof found === 'string' ? found.split(':')[0] : (found as { ms: number }).ms
  }
  return out
}

function show(value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 3 })
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const words = (key: string) => key.replaceAll(/([A-Z])/g, ' $1').toLowerCase()

export function engineText(rows: readonly EngineRow[]): string {
  return sectionsOf(rows)
    .map(({ title, common, columns, cells }) => {
      const shown = columns.map((key) => ({ title: words(key), align: 'right' as const }))
      return `${title}${common && `: ${common}`}\n${renderTable(shown, cells, { indent: 2 })}`
    })
    .join('\n\n')
}

export function engineHtml(
  rows: readonly EngineRow[],
  facts: readonly (readonly [string, string])[],
  command: string,
): string {
  const body = sectionsOf(rows).map(
    ({ title, common, columns, cells }) =>
      `<section><h2>${escape(title)}</h2>${common && `<p>${escape(common)}</p>`}<div class="scroll" tabindex="0" role="region" aria-label="${escape(title)}"><table><thead><tr>${columns.map((key) => `<th>${escape(words(key))}</th>`).join('')}</tr></thead><tbody>${cells
        .map(
          ([first, ...rest]) =>
            `<tr><th>${escape(first!)}</th>${rest.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
        )
        .join('')}</tbody></table></div></section>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>The engine: CM-GSAE benchmark</title><style>${style}</style></head>
<body><main><header><p class="kind">CM-GSAE benchmark</p><h1>The engine</h1>
<ul class="facts">${facts.map(([name, value]) => `<li>${escape(name)} <b>${escape(value)}</b></li>`).join('')}</ul>
<p class="notes">Times are medians in milliseconds. The machine may be shared: read ratios within this run.</p></header>
${body.join('\n')}
<footer><p><code>pnpm ${escape(command)}</code></p></footer></main></body></html>
`
}
