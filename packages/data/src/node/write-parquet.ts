import type { Matrix } from '@cmgsae/tensor'
import {
  ByteWriter,
  ParquetWriter,
  schemaFromColumnData,
  type SchemaElement,
} from 'hyparquet-writer'
import { DataError } from '../errors.ts'
import type { Table } from '../table/table.ts'
import { checkWritable } from './float-chunks.ts'
import { parquetColumn, parquetTypes, type ParquetType } from './parquet-column.ts'
import { writeAtomically } from './write-atomically.ts'

/** Values per row group, about 8 MB: the writer takes one array per row, which is a big multiple. */
const GROUP = 1 << 21

export interface ParquetOptions {
  /** Name of the column of float lists. */
  column?: string
  /** Further columns, one row per row of the matrix. */
  metadata?: Table
}

/**
 * Writes a matrix (n×d) as a parquet column of float32 lists, beside columns of metadata.
 * @throws DataError for an empty matrix, metadata of another length, or a full disk; nothing is left
 * behind
 */
export async function writeParquet(
  path: string,
  matrix: Matrix,
  { column = 'embedding', metadata }: ParquetOptions = {},
): Promise<void> {
  await writeParquetTable(path, {
    embeddings: { [column]: matrix },
    ...(metadata && { metadata }),
  })
}

export interface ParquetContents {
  /** Columns of float lists: n×d each. */
  embeddings?: Readonly<Record<string, Matrix>>
  /** Further columns, n rows. */
  metadata?: Table
  /** How they are stored; default: as narrow as they can be. */
  types?: Readonly<Record<string, ParquetType>>
}

/**
 * Writes any number of matrices as columns of float32 lists, beside columns of metadata.
 * @throws DataError for an empty table, unequal lengths, a name used twice, or a full disk; nothing
 * is left behind
 */
export async function writeParquetTable(
  path: string,
  { embeddings = {}, metadata = { columns: [], rows: [] }, types }: ParquetContents,
): Promise<void> {
  const lists = Object.entries(embeddings)
  const rows = checkContents(path, lists, metadata)
  const typed = types ?? parquetTypes(metadata)
  const extra = metadata.columns.map((name) => parquetColumn(name, metadata.rows, typed[name]!))
  const schema = [
    { name: 'root', num_children: lists.length + extra.length },
    ...lists.flatMap(([name]) => listSchema(name)),
    ...schemaFromColumnData({ columnData: extra }).slice(1),
  ]
  const width = lists.reduce((sum, [, { cols }]) => sum + cols, 0)
  const step = Math.max(1, Math.floor(GROUP / Math.max(1, width)))
  await writeAtomically(path, async (append) => {
    const writer = new ByteWriter()
    const drain = async () => {
      await append(writer.getBytes())
      writer.index = 0
    }
    const parquet = new ParquetWriter({ writer, schema, createdBy: '@cmgsae/data' })
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(from + step, rows)
      const columnData = [
        ...lists.map(([name, matrix]) => ({ name, data: rowArrays(matrix, from, to), ...floats })),
        ...extra.map(({ name, data }) => ({ name, data: data.slice(from, to) })),
      ]
      await parquet.write({ columnData, rowGroupSize: step })
      await drain()
    }
    await parquet.finish()
    await drain()
  })
}

/** n. @throws DataError unless all columns have n > 0 rows and a name of their own */
function checkContents(path: string, lists: readonly [string, Matrix][], metadata: Table): number {
  const described = metadata.columns.length > 0
  const rows = lists[0]?.[1].rows ?? (described ? metadata.rows.length : 0)
  checkWritable(path, { rows, cols: lists.length + metadata.columns.length })
  for (const [name, matrix] of lists) {
    checkWritable(path, matrix)
    if (matrix.rows !== rows) {
      throw new DataError(`cannot write ${path}: ${rows} rows and ${matrix.rows} in '${name}'`)
    }
    if (metadata.columns.includes(name)) {
      throw new DataError(`cannot write ${path}: metadata has a column '${name}' too, rename one`)
    }
  }
  if (described && metadata.rows.length !== rows) {
    throw new DataError(
      `cannot write ${path}: ${metadata.rows.length} rows of metadata, ${rows} of embeddings`,
    )
  }
  return rows
}

/** The writer takes plain arrays only: a typed array would be taken for a column of scalars. */
function rowArrays({ cols, data }: Matrix, from: number, to: number): number[][] {
  return Array.from({ length: to - from }, (_, i) =>
    Array.from(data.subarray((from + i) * cols, (from + i + 1) * cols)),
  )
}

/** Floats neither repeat nor compress. */
const floats = { encoding: 'PLAIN', codec: 'UNCOMPRESSED', statistics: false } as const

function listSchema(name: string): SchemaElement[] {
  return [
    { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
  ]
}
