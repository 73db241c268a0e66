import { at, escape } from './markup.ts'
import { rolesOf } from './roles.ts'
import type { ReportedRow } from '../results/results.ts'

const WIDTH = 200
const HEIGHT = 74

/** Latents by the share of their activation that one modality brings; one small plot per model. */
export function modalityHistogram(
  { row, figures }: ReportedRow,
  [first, second]: readonly string[],
): string {
  const counts = figures?.modalityHistogram ?? []
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return ''
  // Square roots keep a handful of shared latents visible beside hundreds of one-sided ones.
  const heights = counts.map(Math.sqrt)
  const most = Math.max(...heights)
  const step = WIDTH / counts.length
  const bars = heights.map((height, i) => {
    const size = (height / most) * HEIGHT
    const from = i / counts.length
    const title = `${counts[i]} latents with ${Math.round(100 * from)} to ${Math.round((100 * (i + 1)) / counts.length)} % from ${first}`
    return `<rect class="bar ${rolesOf(row.model)}" x="${at(i * step + 0.5)}" width="${at(step - 1)}" y="${at(HEIGHT - size)}" height="${at(size)}"><title>${escape(title)}</title></rect>`
  })
  const middle = counts.slice(5, 16).reduce((sum, count) => sum + count, 0)
  return `<figure class="small"><figcaption><b class="${rolesOf(row.model)}">${escape(row.model)}</b> <span>${Math.round((100 * middle) / total)} % shared</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 18}" role="img" aria-label="modality scores of ${escape(row.model)}">${bars.join('')}
<line class="base" x1="0" x2="${WIDTH}" y1="${HEIGHT}" y2="${HEIGHT}"/>
<text class="tick" x="0" y="${HEIGHT + 14}">${escape(second ?? '')}</text><text class="tick" x="${WIDTH}" y="${HEIGHT + 14}" text-anchor="end">${escape(first ?? '')}</text></svg></figure>`
}
