import { bestRows, formatScore, type ComparisonColumn } from '../results/columns.ts'
import type { Row } from '../results/results.ts'
import { escape } from './markup.ts'
import { rolesOf } from './roles.ts'

/** Rows as an HTML table, and what each column means; empty without columns. */
export function comparison(
  label: string,
  rows: readonly Row[],
  columns: readonly ComparisonColumn[],
): string {
  if (columns.length === 0) return ''
  const best = columns.map((column) => bestRows(column, rows))
  const head = columns
    .map(({ title }) => `<th scope="col">${title.filter(Boolean).map(escape).join('<br>')}</th>`)
    .join('')
  const body = rows.map((row, r) => {
    const cells = columns.map(({ value, digits, spread }, c) => {
      const found = value(row)
      if (!found) return '<td class="none">–</td>'
      const mean = formatScore(found.mean, digits)
      const sd =
        spread && row.n > 1 ? ` <span class="sd">± ${formatScore(found.sd, digits)}</span>` : ''
      return `<td>${best[c]!.has(r) ? `<b>${mean}</b>` : mean}${sd}</td>`
    })
    return `<tr class="${rolesOf(row.model)}"><th scope="row">${escape(row.model)}</th><td>${row.n}</td>${cells.join('')}</tr>`
  })
  const legend = columns.map(
    ({ title, about }) =>
      `<dt>${escape(title.filter(Boolean).join(' '))}</dt><dd>${escape(about)}</dd>`,
  )
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(label)}"><table><thead><tr><th scope="col">model</th><th scope="col">n</th>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>
<details><summary>What the columns measure</summary><dl>${legend.join('')}</dl></details>`
}
