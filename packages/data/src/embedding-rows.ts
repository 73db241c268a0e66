import { DataError } from './errors.ts'

/** An n×d table of embeddings that streams. */
export interface EmbeddingRows {
  readonly name: string
  /** n */
  readonly rows: number
  /** d */
  readonly cols: number
  /** Whether any one row can be read for little more than its own bytes. */
  readonly direct?: boolean
  /** Rows [from, to) as float32, row-major, in an array of the caller's own. */
  read(from: number, to: number): Promise<Float32Array>
  close(): Promise<void>
}

/** @throws DataError unless 0 ≤ from ≤ to ≤ rows, all whole */
export function checkRange(name: string, rows: number, from: number, to: number): void {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= rows)) {
    throw new DataError(`${name}: there are no rows ${from} to ${to}, it has ${rows}`)
  }
}

/** @throws DataError for a table without rows or columns */
export function checkShape(name: string, rows: number, cols: number): void {
  if (rows === 0 || cols === 0) {
    throw new DataError(`${name} is empty: its shape is (${rows}, ${cols})`)
  }
}
