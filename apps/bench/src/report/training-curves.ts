import type { ReportedRow } from '../results/results.ts'
import { at, escape, linear } from './markup.ts'
import { rolesOf } from './roles.ts'

const WIDTH = 200
const HEIGHT = 84
const LEFT = 22

/**
 * Reconstruction loss as a share of the first epoch's, because losses of different models are not
 * in one unit, and the share of latents that are dead for now; one small plot per model.
 */
export function trainingCurves({ row, history }: ReportedRow): string {
  if (history.length < 2) return ''
  const [first] = history
  const x = linear([1, history.length], [LEFT, WIDTH - 2])
  const y = linear([0, 1], [HEIGHT, 4])
  const path = (values: readonly number[]) =>
    values.map((value, i) => `${at(x(i + 1))},${at(y(Math.min(1.05, value)))}`).join(' ')
  const losses = history.map(({ reconstruction }) => reconstruction / first!.reconstruction)
  const dead = history.map((record) => record.dead)
  const grid = [0, 0.5, 1].map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${at(y(value))}" y2="${at(y(value))}"/><text class="tick" x="${LEFT - 5}" y="${at(y(value) + 4)}" text-anchor="end">${value === 0.5 ? '.5' : value}</text>`,
  )
  return `<figure class="small"><figcaption><b class="${rolesOf(row.model)}">${escape(row.model)}</b> <span>loss ${losses.at(-1)!.toFixed(2)}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 18}" role="img" aria-label="training of ${escape(row.model)}">${grid.join('')}
<polyline class="line dead" points="${path(dead)}"/><polyline class="line ${rolesOf(row.model)}" points="${path(losses)}"/>
<text class="tick" x="${LEFT}" y="${HEIGHT + 15}">1</text><text class="tick" x="${WIDTH}" y="${HEIGHT + 15}" text-anchor="end">epoch ${history.length}</text></svg></figure>`
}
