import { parquetReadObjects, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'
import { firstBytes } from '../first-bytes.ts'
import {
  asyncBuffer,
  damaged,
  floatLists,
  parquetMagic,
  readParquetMetadata,
} from '../parquet/metadata.ts'
import { parseCsv } from './parse-csv.ts'
import { parseJson, parseJsonLines } from './parse-json.ts'
import type { Table } from './table.ts'

/**
 * Rows of captions, labels, ids and the like from .csv, .tsv, .json, .jsonl or .parquet. Columns of
 * float lists are left out of a parquet file: they are embeddings, and large.
 * @throws DataError naming the line or row that is malformed
 */
export async function readTable(source: ByteSource): Promise<Table> {
  const { name } = source
  const start = await firstBytes(source, 4)
  const extension = /\.\w+$/.exec(name)?.[0].toLowerCase()
  let table: Table
  if (String.fromCharCode(...start) === parquetMagic || extension === '.parquet') {
    table = await readParquetTable(source)
  } else if (extension === '.csv' || extension === '.tsv') {
    table = parseCsv(await readText(source), name, extension === '.tsv' ? '\t' : ',')
  } else if (extension === '.json') {
    table = parseJson(await readText(source), name)
  } else if (extension === '.jsonl' || extension === '.ndjson') {
    table = parseJsonLines(await readText(source), name)
  } else {
    throw new DataError(`${name} is no table: expected .csv, .tsv, .json, .jsonl or .parquet`)
  }
  if (table.rows.length === 0) throw new DataError(`${name} is empty: it has no rows`)
  return table
}

/** JavaScript engines hold no longer strings. */
const LONGEST_TEXT = 2 ** 29 - 24

async function readText(source: ByteSource): Promise<string> {
  if (source.size > LONGEST_TEXT) {
    throw new DataError(`${source.name} is too large for text (${source.size} bytes): use parquet`)
  }
  const bytes = await source.read(0, source.size)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new DataError(`${source.name} is not UTF-8 text: save it as UTF-8`)
  }
}

async function readParquetTable(source: ByteSource): Promise<Table> {
  const metadata = await readParquetMetadata(source)
  const embeddings = floatLists(metadata)
  const columns = parquetSchema(metadata)
    .children.map(({ element }) => element.name)
    .filter((name) => !embeddings.has(name))
  if (columns.length === 0) {
    throw new DataError(`${source.name} has no columns besides embeddings`)
  }
  const file = asyncBuffer(source)
  const rows = await damaged(source.name, () =>
    parquetReadObjects({ file, metadata, columns, compressors }),
  )
  return { columns, rows }
}
