import { bestRows, columnsOf, formatScore } from './columns.ts'
import type { Row } from './results.ts'

export interface TableOptions {
  /** Columns of the terminal; deviations are left out where they do not fit. */
  readonly width: number
  /** How the best of a column is shown. */
  readonly strong: (text: string) => string
}

/** The comparison as aligned text. */
export function renderTable(
  rows: readonly Row[],
  modalities: readonly string[],
  { width, strong }: TableOptions,
): string {
  const full = layOut(rows, modalities, true, strong)
  return full.width <= width ? full.text : layOut(rows, modalities, false, strong).text
}

function layOut(
  rows: readonly Row[],
  modalities: readonly string[],
  spreads: boolean,
  strong: (text: string) => string,
): { text: string; width: number } {
  const columns = columnsOf(rows, modalities).filter(({ detail }) => !detail)
  const cells = rows.map((row) =>
    columns.map(({ value, digits, spread }) => {
      const found = value(row)
      if (!found) return '–'
      const mean = formatScore(found.mean, digits)
      return spread && spreads && row.n > 1 ? `${mean} ± ${formatScore(found.sd, digits)}` : mean
    }),
  )
  const titles = [0, 1].map((line) => [
    line === 1 ? 'model' : '',
    line === 1 ? 'n' : '',
    ...columns.map(({ title }) => title[line]!),
  ])
  const body = rows.map((row, r) => [row.model, String(row.n), ...cells[r]!])
  const widths = titles[0]!.map((_, c) =>
    Math.max(...[...titles, ...body].map((line) => line[c]!.length)),
  )
  const best = columns.map((column) => bestRows(column, rows))
  const line = (texts: readonly string[], isBest: (c: number) => boolean) =>
    texts
      .map((text, c) => {
        const padding = ' '.repeat(widths[c]! - text.length)
        const shown = isBest(c) ? strong(text) : text
        return c === 0 ? shown + padding : padding + shown
      })
      .join('  ')
      .trimEnd()
  const lines = [
    ...titles.map((texts) => line(texts, () => false)),
    ...body.map((texts, r) => line(texts, (c) => best[c - 2]?.has(r) ?? false)),
  ]
  return { text: lines.join('\n'), width: widths.reduce((sum, value) => sum + value + 2, -2) }
}
