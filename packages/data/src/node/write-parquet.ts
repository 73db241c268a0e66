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
import { parquetColumn } from './parquet-column.ts'
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
  { column = 'embedding', metadata = { columns: [], rows: [] } }: ParquetOptions = {},
): Promise<void> {
  const { rows, cols, data } = matrix
  checkWritable(path, matrix)
  if (metadata.columns.length > 0 && metadata.rows.length !== rows) {
    throw new DataError(
      `cannot write ${path}: ${metadata.rows.length} rows of metadata, ${rows} of embeddings`,
    )
  }
  if (metadata.columns.includes(column)) {
    throw new DataError(`cannot write ${path}: metadata has a column '${column}' too, rename one`)
  }
  const extra = metadata.columns.map((name) => parquetColumn(name, metadata.rows))
  const schema = [
    { name: 'root', num_children: 1 + extra.length },
    ...listSchema(column),
    ...schemaFromColumnData({ columnData: extra }).slice(1),
  ]
  await writeAtomically(path, async (append) => {
    const writer = new ByteWriter()
    const drain = async () => {
      await append(writer.getBytes())
      writer.index = 0
    }
    const parquet = new ParquetWriter({ writer, schema, createdBy: '@cmgsae/data' })
    const step = Math.max(1, Math.floor(GROUP / cols))
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(from + step, rows)
      // The writer takes plain arrays only: a typed array would be taken for a column of scalars.
      const lists = Array.from({ length: to - from }, (_, i) =>
        Array.from(data.subarray((from + i) * cols, (from + i + 1) * cols)),
      )
      const columnData = extra.map(({ name, data: values }) => ({
        name,
        data: values.slice(from, to),
      }))
      await parquet.write({
        columnData: [{ name: column, data: lists, ...floats }, ...columnData],
        rowGroupSize: step,
      })
      await drain()
    }
    await parquet.finish()
    await drain()
  })
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
