import { columnsOf, formatScore } from '../results/columns.ts'
import type { Row } from '../results/results.ts'
import { escape } from './markup.ts'

/**
 * The comparison in a sentence per claim: cmgsae beside the strongest of the baselines that the
 * measure is defined for, at whatever L0 they were given. Empty where cmgsae was not run.
 */
export function finding(rows: readonly Row[], modalities: readonly string[]): string {
  const ours = rows.find(({ model, curveOnly }) => model === 'cmgsae' && !curveOnly)
  if (!ours) return ''
  const baselines = rows.filter(
    ({ model, curveOnly }) =>
      !curveOnly && ['separate', 'separateMatched', 'shared'].includes(model),
  )
  const sentences = columnsOf(rows, modalities)
    .filter(({ better, spread, detail }) => better === 'high' && spread && !detail)
    .flatMap(({ title, value, digits }) => {
      const own = value(ours)
      const others = baselines
        .flatMap((row) => {
          const found = value(row)
          return found ? [{ row, mean: found.mean }] : []
        })
        .sort((a, b) => b.mean - a.mean)
      const [strongest] = others
      if (!own || !strongest) return []
      const name = title.filter(Boolean).join(' ')
      const l0 = strongest.row.l0 ? `, L0 ${Math.round(strongest.row.l0.mean)}` : ''
      return [
        `<li><span>${escape(name)}</span><b>${formatScore(own.mean, digits)}</b><i>${escape(strongest.row.model)}${l0}: ${formatScore(strongest.mean, digits)}</i></li>`,
      ]
    })
  if (sentences.length === 0) return ''
  const l0 = ours.l0 ? Math.round(ours.l0.mean) : ours.k
  return `<section class="finding"><p><b class="ours">cmgsae</b> at L0 ${l0}, beside the strongest of <b class="baseline">separate</b>, separateMatched and shared:</p><ul>${sentences.join('')}</ul></section>`
}
