import type { Style } from './style.ts'
import { textWidth, truncate, wrapText } from './text-width.ts'

export interface Column {
  readonly title?: string
  readonly align?: 'left' | 'right'
  /** Gives way where the table is wider than the terminal. */
  readonly flexible?: boolean
}

export interface TableOptions {
  readonly indent?: number
  /** Width to stay within; default: as wide as the contents. */
  readonly columns?: number
  /** Break the text of flexible columns into lines instead of cutting it. */
  readonly wrap?: boolean
  readonly style?: Style
}

/** Rows of cells in aligned columns, two spaces apart; titles, where there are any, on top. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { indent = 0, columns: available = Infinity, wrap = false, style }: TableOptions = {},
): string {
  const titled = columns.some(({ title }) => title)
  const titles = columns.map(({ title = '' }) => title)
  const all = titled ? [titles, ...rows] : rows
  const widths = columns.map((_, c) =>
    Math.max(0, ...all.map((cells) => textWidth(cells[c] ?? ''))),
  )
  const total = widths.reduce((sum, width) => sum + width + 2, indent - 2)
  const flexible = columns.findLastIndex((column) => column.flexible)
  if (flexible >= 0 && total > available) {
    widths[flexible] = Math.max(12, widths[flexible]! - (total - available))
  }
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  all.forEach((cells, r) => {
    const split = cells.map((cell, c) =>
      c === flexible ? (wrap ? wrapText(cell, widths[c]!) : [truncate(cell, widths[c]!)]) : [cell],
    )
    const height = Math.max(...split.map((parts) => parts.length))
    for (let l = 0; l < height; l++) {
      const text = columns.map(({ align }, c) => pad(split[c]?.[l] ?? '', widths[c]!, align))
      const line = (margin + text.join('  ')).trimEnd()
      lines.push(titled && r === 0 && style ? style.dim(line) : line)
    }
  })
  return lines.join('\n')
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)))
  return align === 'right' ? space + text : text + space
}
