import type { Resident } from './backend.ts'
import type { SparseCodes } from './codes.ts'
import { TensorError } from './errors.ts'

/** @throws TensorError when `length` values do not fit into the matrix */
export function checkWrite({ rows, cols }: Resident, length: number): void {
  if (length <= rows * cols) return
  throw new TensorError(`${length} values do not fit into a ${rows}×${cols} matrix`)
}

/** @throws TensorError when more entries are asked for than the matrix holds */
export function checkRead({ rows, cols }: Resident, length: number): void {
  if (length <= rows * cols) return
  throw new TensorError(`a ${rows}×${cols} matrix cannot fill an array of ${length}`)
}

/** @throws TensorError unless the first `count` rows of the matrix exist */
export function checkRows({ rows }: Resident, count: number): void {
  if (Number.isInteger(count) && count >= 0 && count <= rows) return
  throw new TensorError(`the batch has room for ${rows} rows and got ${count}`)
}

/** @throws TensorError when host codes cannot take so many rows and entries */
export function checkRoom({ offsets, indices }: SparseCodes, rows: number, stored: number): void {
  if (rows >= offsets.length) {
    throw new TensorError(`the codes have room for ${offsets.length - 1} rows and got ${rows}`)
  }
  if (stored > indices.length) {
    throw new TensorError(
      `the codes hold ${indices.length} entries and need ${stored}: allocate a larger capacity`,
    )
  }
}
