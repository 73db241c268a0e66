import { signed } from '../results/columns.ts'
import type { Difference } from '../results/differences.ts'
import { escape } from './markup.ts'
import { rolesOf } from './roles.ts'

/** Paired differences with separate SAEs as a table; bold where the interval leaves zero out. */
export function gains(differences: readonly Difference[]): string {
  if (differences.length === 0) return ''
  const measures = [...new Set(differences.map(({ measure }) => measure))]
  const rows = [...new Set(differences.map(rowOf))]
  const head = measures.map((measure) => `<th scope="col">${escape(measure)}</th>`).join('')
  const body = rows.map((row) => {
    const own = differences.filter((difference) => rowOf(difference) === row)
    const [{ model, against, k }] = own as [Difference]
    const cells = measures.map((measure) => {
      const found = own.find((difference) => difference.measure === measure)
      if (!found) return '<td class="none">–</td>'
      const mean = signed(found.mean)
      const shown = found.low > 0 || found.high < 0 ? `<b>${mean}</b>` : mean
      return `<td>${shown} <span class="sd">${signed(found.low)} to ${signed(found.high)}</span></td>`
    })
    return `<tr class="${rolesOf(model)}"><th scope="row">${escape(model)}, L0 ${k[0]}</th><td>${escape(against)}, L0 ${k[1]}</td>${cells.join('')}</tr>`
  })
  return `<div class="scroll" tabindex="0" role="region" aria-label="paired differences"><table><thead><tr><th scope="col">model</th><th scope="col">against</th>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`
}

const rowOf = ({ model, k }: Difference) => `${model} ${k.join(' ')}`
