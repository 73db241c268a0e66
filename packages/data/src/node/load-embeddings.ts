import type { Matrix } from '@cmgsae/tensor'
import { createRowCheck, type RowCheckOptions } from '../check-rows.ts'
import type { EmbeddingRows } from '../embedding-rows.ts'
import { DataError } from '../errors.ts'
import type { OpenOptions } from '../open-embeddings.ts'
import { openEmbeddings } from './open-embeddings.ts'

/** About this many values are decoded at a time. */
const BATCH = 1 << 20

export interface LoadOptions extends OpenOptions, Pick<RowCheckOptions, 'allowMissing'> {}

/** A whole table in memory (n×d), and which of its rows are there (n). */
export interface LoadedEmbeddings extends Matrix {
  readonly name: string
  /** 1 everywhere unless `allowMissing` is set; a missing row is filled with zeros. */
  readonly present: Uint8Array
}

/**
 * Reads a whole file or clip-retrieval folder (n×d) and checks every row.
 * @throws DataError for an unreadable file, and for rows that are NaN, infinite or zero
 */
export async function loadEmbeddings(
  path: string,
  { allowMissing = false, ...options }: LoadOptions = {},
): Promise<LoadedEmbeddings> {
  const rows = await openEmbeddings(path, options)
  try {
    return await readAll(rows, allowMissing)
  } finally {
    await rows.close()
  }
}

/** Reads an opened table whole and checks every row; does not close it. */
export async function readAll(
  table: EmbeddingRows,
  allowMissing: boolean,
): Promise<LoadedEmbeddings> {
  const { name, rows, cols } = table
  const data = allocate(name, rows, cols)
  const check = createRowCheck(rows, { name, allowMissing })
  const step = Math.max(1, Math.floor(BATCH / cols))
  for (let from = 0; from < rows; from += step) {
    const batch = await table.read(from, Math.min(from + step, rows))
    check.add(batch, cols, from)
    data.set(batch, from * cols)
  }
  const present = check.finish()
  for (let row = 0; row < rows; row++) {
    if (!present[row]) data.fill(0, row * cols, (row + 1) * cols)
  }
  return { name, rows, cols, data, present }
}

function allocate(name: string, rows: number, cols: number): Float32Array {
  try {
    return new Float32Array(rows * cols)
  } catch {
    const gigabytes = ((rows * cols * 4) / 1e9).toFixed(1)
    throw new DataError(
      `${name}: ${rows}×${cols} needs ${gigabytes} GB of memory; stream it instead`,
    )
  }
}
