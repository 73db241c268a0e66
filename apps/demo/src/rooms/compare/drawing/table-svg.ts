import { hex, svgOf } from './saved-svg.ts'

export interface DrawnCell {
  readonly text: string
  readonly best: boolean
}

const ROW = 30
const PAD = 16
/** Mean width of a character at 13 px. */
const CHARACTER = 7

/** A table as a drawing, the first column to the left and all others to the right. */
export function tableSvg(
  titles: readonly string[],
  rows: readonly (readonly DrawnCell[])[],
): string {
  const widths = titles.map(
    (title, c) =>
      CHARACTER * Math.max(title.length, ...rows.map((row) => row[c]!.text.length)) + 2 * PAD,
  )
  const starts = widths.map((_, c) => widths.slice(0, c).reduce((sum, width) => sum + width, 0))
  const width = starts.at(-1)! + widths.at(-1)!
  const [ink, faint, accent, line] = ['ink', 'faint', 'accent', 'line'].map((name) =>
    hex(`var(--color-${name})`),
  ) as [string, string, string, string]
  const cell = (text: string, c: number, r: number, colour: string, bold: boolean) => {
    const x = c === 0 ? PAD : starts[c]! + widths[c]! - PAD
    const anchor = c === 0 ? 'start' : 'end'
    return `<text x="${x}" y="${ROW * r + 20}" text-anchor="${anchor}" font-size="13" fill="${colour}"${bold ? ' font-weight="600"' : ''}>${escaped(text)}</text>`
  }
  const lines = rows.map((row, r) => {
    const y = ROW * (r + 1)
    const texts = row.map(({ text, best }, c) => cell(text, c, r + 1, best ? accent : ink, best))
    return `<path d="M0 ${y}H${width}" stroke="${line}"/>${texts.join('')}`
  })
  const head = titles.map((title, c) => cell(title, c, 0, faint, false)).join('')
  return svgOf(width, ROW * (rows.length + 1), head + lines.join(''))
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
