import type { ByteSource } from './byte-source.ts'
import { DataError } from './errors.ts'
import { firstBytes } from './first-bytes.ts'
import { labelsOf, type Labels } from './labels.ts'
import { npyMagic } from './npy/header.ts'
import { readNpyIntegers } from './npy/read-integers.ts'
import { soleColumn } from './table/parse-json.ts'
import { readTable } from './table/read-table.ts'
import type { Table } from './table/table.ts'

export interface LabelOptions {
  /** Which column holds the labels; else the first there is of label, class, class_name, target. */
  column?: string
  /** How many samples there are; another number of labels is refused. */
  rows?: number
  /** Names of all classes, in the order of their indices. */
  classNames?: readonly string[]
}

const usual = ['label', 'class', 'class_name', 'target', soleColumn]

/**
 * Labels from a column of .csv, .tsv, .json, .jsonl or .parquet, from a JSON array of strings or
 * whole numbers, or from a 1-D .npy array of integers.
 * @throws DataError for a missing column, a value that is no label, or another number of labels
 */
export async function readLabels(source: ByteSource, options: LabelOptions = {}): Promise<Labels> {
  const start = await firstBytes(source, 6)
  if (String.fromCharCode(...start) === npyMagic || /\.npy$/i.test(source.name)) {
    return checked(Array.from(await readNpyIntegers(source)), source.name, options)
  }
  return labelsOfTable(await readTable(source), source.name, options)
}

/** Labels from a column of a table that has been read. @throws DataError as `readLabels` does */
export function labelsOfTable(
  { columns, rows }: Table,
  name: string,
  options: LabelOptions,
): Labels {
  const { column } = options
  const chosen = column ?? usual.find((candidate) => columns.includes(candidate))
  if (chosen === undefined || !columns.includes(chosen)) {
    const wanted = chosen === undefined ? 'label, class, class_name or target' : `'${chosen}'`
    const list = columns.map((candidate) => `'${candidate}'`).join(', ')
    throw new DataError(`${name} has no column ${wanted}: choose one of ${list} with column`)
  }
  return checked(
    rows.map((row) => row[chosen]),
    name,
    options,
  )
}

function checked(
  values: readonly unknown[],
  name: string,
  { rows, classNames }: LabelOptions,
): Labels {
  if (rows !== undefined && values.length !== rows) {
    throw new DataError(`${name} has ${values.length} labels, the embeddings have ${rows} rows`)
  }
  return labelsOf(values, name, classNames)
}
