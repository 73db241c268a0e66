import type { Matrix } from '@cmgsae/tensor'
import { encodeFloats, type WrittenType } from '../encode-floats.ts'
import { DataError } from '../errors.ts'

/** About this many values are encoded at a time. */
const BATCH = 1 << 20

/**
 * The values of a matrix (n×d) as little-endian bytes, some rows at a time.
 * @throws DataError for a value that the type cannot hold
 */
export function* floatChunks(
  { rows, cols, data }: Matrix,
  type: WrittenType,
  name: string,
): Generator<Uint8Array> {
  const step = Math.max(1, Math.floor(BATCH / cols))
  for (let from = 0; from < rows; from += step) {
    const part = data.subarray(from * cols, Math.min(from + step, rows) * cols)
    yield encodeFloats(type, part, (i) => placeOf(name, from + Math.floor(i / cols), i % cols))
  }
}

export function placeOf(name: string, row: number, col: number): string {
  return `${name}: the value in row ${row} (counted from 0), column ${col},`
}

/** Readers refuse empty tables, so writers do not make them. */
export function checkWritable(name: string, { rows, cols }: Pick<Matrix, 'rows' | 'cols'>): void {
  if (rows > 0 && cols > 0) return
  throw new DataError(`cannot write ${name}: the table is empty, its shape is (${rows}, ${cols})`)
}
