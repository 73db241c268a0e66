import type { ComparisonColumn } from '../results/columns.ts'
import { formatScore } from '../results/columns.ts'
import type { Row } from '../results/results.ts'
import { at, escape, linear, ticks } from './markup.ts'
import { rolesOf } from './roles.ts'
import { spreadLabels } from './spread-labels.ts'

const WIDTH = 474
const HEIGHT = 380
const LEFT = 40
const RIGHT = WIDTH - 132
const TOP = 16
const BOTTOM = HEIGHT - 44

/** One measure over L0: a point per model and L0 with ± sd, and the embeddings as a level. */
export function curve(rows: readonly Row[], column: ComparisonColumn): string {
  const points = rows.flatMap((row) => {
    const value = column.value(row)
    return row.l0 && value ? [{ row, x: row.l0.mean, ...value }] : []
  })
  const level = rows.find(({ model }) => model === 'dense')
  const reference = level ? column.value(level) : null
  if (points.length === 0) return ''
  const values = points.flatMap((point) => [
    point.mean - point.sd,
    point.mean + point.sd,
    ...point.values.filter((value) => value !== null),
  ])
  if (reference) values.push(reference.mean)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const margin = 0.06 * (high - low || 1)
  const range = [low - margin, high + margin] as const
  const most = Math.max(...points.map(({ x }) => x))
  const least = 0.5 * Math.min(...points.map(({ x }) => x))
  const x = linear([least, 1.06 * most], [LEFT, RIGHT])
  const y = linear(range, [BOTTOM, TOP])

  const grid = ticks(range[0], range[1], 5).map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${at(y(value))}" y2="${at(y(value))}"/>` +
      `<text class="tick" x="${LEFT - 8}" y="${at(y(value) + 4)}" text-anchor="end">${formatScore(value, 2)}</text>`,
  )
  const axis = ticks(least, 1.06 * most, 5).map(
    (value) =>
      `<text class="tick" x="${at(x(value))}" y="${BOTTOM + 18}" text-anchor="middle">${value}</text>`,
  )
  const models = [...new Set(points.map(({ row }) => row.model))]
  const lines = models.map((model) => {
    const own = points.filter(({ row }) => row.model === model).sort((a, b) => a.x - b.x)
    if (own.length < 2) return ''
    const path = (height: (point: (typeof own)[number]) => number, of = own) =>
      of.map((point) => `${at(x(point.x))},${at(y(height(point)))}`).join(' ')
    const edges = `${path(({ mean, sd }) => mean + sd)} ${path(({ mean, sd }) => mean - sd, own.toReversed())}`
    const band = own.some(({ sd }) => sd > 0)
      ? `<polygon class="band ${rolesOf(model)}" points="${edges}"/>`
      : ''
    return `${band}<polyline class="line ${rolesOf(model)}" points="${path(({ mean }) => mean)}"/>`
  })
  const marks = points.map(({ row, x: l0, mean, sd, values: splits }) => {
    const where = `${row.model}, L0 ${l0.toFixed(1)}: ${formatScore(mean, 3)} ± ${formatScore(sd, 3)}, n ${row.n}`
    const bar =
      row.n > 1
        ? `<line class="error ${rolesOf(row.model)}" x1="${at(x(l0))}" x2="${at(x(l0))}" y1="${at(y(mean - sd))}" y2="${at(y(mean + sd))}"/>`
        : ''
    const single = splits
      .filter((value) => value !== null && row.n > 1)
      .map(
        (value) =>
          `<circle class="point ${rolesOf(row.model)}" cx="${at(x(l0) + 7)}" cy="${at(y(value!))}" r="1.8"/>`,
      )
    return `<g>${bar}${single.join('')}${mark(row, x(l0), y(mean))}<title>${escape(where)}</title></g>`
  })
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(column.title.join(' '))} over L0">
${grid.join('')}${axis.join('')}
<text class="axis" x="${at((LEFT + RIGHT) / 2)}" y="${HEIGHT - 6}" text-anchor="middle">active latents per sample (L0)</text>
${lines.join('')}${labels(models, points, reference, x, y)}${marks.join('')}
</svg>`
}

/** A shape of its own for each model in colour, so that no reader depends on hues. */
const CORNERS: Readonly<Record<string, string>> = {
  separate: '-4.5,-4.5 4.5,-4.5 4.5,4.5 -4.5,4.5',
  aligned: '0,-6.2 5.8,4.4 -5.8,4.4',
  seeded: '0,-6.4 6.4,0 0,6.4 -6.4,0',
  refitted: '0,-6.2 5.9,-1.9 3.6,5 -3.6,5 -5.9,-1.9',
}

function mark({ model }: Row, x: number, y: number): string {
  const drawn = `class="mark ${rolesOf(model)}" transform="translate(${at(x)} ${at(y)})"`
  const corners = CORNERS[model]
  return corners
    ? `<polygon ${drawn} points="${corners}"/>`
    : `<circle ${drawn} r="${model === 'cmgsae' ? 5 : 4}"/>`
}

/** Names on the right, joined to the rightmost point of each model; the embeddings' level too. */
function labels(
  models: readonly Row['model'][],
  points: readonly { row: Row; x: number; mean: number }[],
  reference: { readonly mean: number } | null,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const ends = models.map((model) => {
    const own = points.filter(({ row }) => row.model === model).sort((a, b) => b.x - a.x)[0]!
    return { model, from: x(own.x), level: y(own.mean) }
  })
  if (reference) ends.push({ model: 'dense', from: LEFT, level: y(reference.mean) })
  const placed = spreadLabels(
    ends.map(({ level }) => level),
    15,
    [TOP, BOTTOM],
  )
  return ends
    .map(({ model, from, level }, i) => {
      const lead =
        model === 'dense'
          ? `<line class="level" x1="${LEFT}" x2="${RIGHT}" y1="${at(level)}" y2="${at(level)}"/>`
          : `<line class="lead" x1="${at(from + 6)}" x2="${RIGHT}" y1="${at(level)}" y2="${at(level)}"/>`
      const bend = `<line class="lead" x1="${RIGHT}" x2="${RIGHT + 10}" y1="${at(level)}" y2="${at(placed[i]!)}"/>`
      return `${lead}${bend}<text class="name ${rolesOf(model)}" x="${RIGHT + 14}" y="${at(placed[i]! + 4)}">${escape(model)}</text>`
    })
    .join('')
}
