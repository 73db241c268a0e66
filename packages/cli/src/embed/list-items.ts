import { isAbsolute, join } from 'node:path'
import type { Table } from '@cmgsae/data'
import { CliError } from '../errors.ts'
import { formatCount } from '../terminal/format.ts'
import { chooseColumns, type Columns } from './choose-columns.ts'
import type { Input, Item, ItemList } from './item.ts'
import { promptOf } from './prompt-of.ts'

/**
 * The samples of a table, one a row. Paths are relative to `root`; an empty cell means that the
 * sample lacks that input. Without texts, the classes are the texts, if they have names.
 * @throws CliError for a column that is not there, or holds neither texts nor paths
 */
export function listItems(
  table: Table,
  { name, root, asked }: { name: string; root: string; asked: Columns },
): ItemList {
  const columns = chooseColumns(table, asked, name)
  const cells = (column: string | undefined): string[] =>
    column === undefined ? [] : table.rows.map((row, n) => cellText(row[column], column, n, name))
  const [image, audio, texts, labels] = [
    cells(columns.image),
    cells(columns.audio),
    cells(columns.text),
    cells(columns.label),
  ]
  const prompts = columns.text === undefined && labels.some((label) => !/^\d*$/.test(label))
  const items = table.rows.map((row, n): Item => {
    const text = (prompts ? labels : texts)[n]
    return {
      inputs: {
        ...(image[n] && { image: fileInput(root, image[n]) }),
        ...(audio[n] && { audio: fileInput(root, audio[n]) }),
        ...(text && { text: { value: prompts ? promptOf(text) : text, name: text } }),
      },
      row,
    }
  })
  const used = (['image', 'audio', 'text', 'label'] as const).flatMap((kind) => {
    const column = columns[kind]
    return column === undefined ? [] : column === kind ? [kind] : [`${kind} from ${column}`]
  })
  return {
    items,
    columns: table.columns,
    ...(labels.some((label) => label !== '') && { label: columns.label! }),
    prompts,
    root,
    found: `${name}: ${formatCount(items.length)} samples with ${used.join(', ')}`,
  }
}

function fileInput(root: string, path: string): Input {
  return { value: isUrl(path) || isAbsolute(path) ? path : join(root, path), name: path }
}

export const isUrl = (path: string) => /^https?:\/\//i.test(path)

/** A cell as text; '' where it is empty. */
function cellText(value: unknown, column: string, n: number, name: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value as string | number | bigint | boolean).trim()
  throw new CliError(
    `${name}: column ${column} holds neither texts nor paths in row ${n} (counted from 0): ` +
      'write pictures and sounds to files, and name those',
  )
}
