import type { HeatMap } from '../measures/figures.ts'
import { at, escape } from './markup.ts'

/** Cells grow where there are few classes, within these bounds, towards this width in all. */
const CELL = { least: 16, most: 30, all: 900 }
const ROW = 16
const LEFT = 74
const TOP = 118

/** Groups of latents (rows) by class (columns); darker is more active. */
export function heatMapSvg({ groups, classes, values }: HeatMap): string {
  const cell = Math.round(Math.min(CELL.most, Math.max(CELL.least, CELL.all / classes.length)))
  const width = LEFT + classes.length * cell + 60
  const height = TOP + groups.length * ROW + 4
  const cells = values.map((value, index) => {
    if (value < 0.04) return ''
    const g = Math.floor(index / classes.length)
    const c = index % classes.length
    const title = `${groups[g]}, ${spoken(classes[c]!)}: ${value.toFixed(2)}`
    return `<rect class="cell" x="${LEFT + c * cell}" y="${TOP + g * ROW}" width="${cell - 1}" height="${ROW - 1}" fill-opacity="${at(10 * value) === '0' ? 0.1 : Math.round(100 * value) / 100}"><title>${escape(title)}</title></rect>`
  })
  const columns = classes.map((name, c) => {
    const x = LEFT + c * cell + cell / 2 + 3
    return `<text class="tick" transform="translate(${x},${TOP - 6}) rotate(-55)">${escape(short(spoken(name), 20))}</text>`
  })
  const rows = groups.map(
    (name, g) =>
      `<text class="tick" x="${LEFT - 6}" y="${TOP + g * ROW + 12}" text-anchor="end">${escape(short(name, 12))}</text>`,
  )
  return `<svg class="heat" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="activity of groups by class">
<rect class="field" x="${LEFT}" y="${TOP}" width="${classes.length * cell - 1}" height="${groups.length * ROW - 1}"/>
${cells.join('')}${columns.join('')}${rows.join('')}</svg>`
}

const spoken = (name: string) => name.replaceAll('_', ' ').replace(/^.*\//, '')

function short(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
