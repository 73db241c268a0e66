import type { Samples } from './samples.ts'

/** Columns that say best what a sample is. */
const telling = ['caption', 'text', 'title', 'name', 'filename', 'file', 'path', 'url', 'id', 'key']

/** How a sample is shown: a text from its metadata, else its row number, counted from 0. */
export function sampleText({ metadata, labels }: Samples, row: number): string {
  const column = metadata && tellingColumn(metadata)
  const value = column === undefined ? undefined : metadata!.rows[row]?.[column]
  if (value !== undefined && value !== null && value !== '') return oneLine(textOf(value))
  const label = labels?.of[row] ?? -1
  return label >= 0 ? `row ${row} (${labels!.names[label]})` : `row ${row}`
}

/** The column of the metadata that names its rows. */
function tellingColumn({ columns, rows }: NonNullable<Samples['metadata']>): string | undefined {
  const texts = columns.filter((column) => typeof rows[0]?.[column] === 'string')
  for (const word of telling) {
    const found = texts.find((column) =>
      column
        .toLowerCase()
        .split(/[^a-z]+/)
        .includes(word),
    )
    if (found !== undefined) return found
  }
  return texts[0] ?? columns[0]
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function textOf(value: unknown): string {
  return typeof value === 'object'
    ? JSON.stringify(value)
    : String(value as string | number | bigint)
}
