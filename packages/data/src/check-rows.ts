import type { Matrix } from '@cmgsae/tensor'
import { DataError } from './errors.ts'

export interface RowCheckOptions {
  /** What errors call the table. */
  name?: string
  /** Takes a row that is NaN throughout as a sample that lacks the modality. */
  allowMissing?: boolean
}

/** Looks at rows as they stream by and refuses the table at the end. */
export interface RowCheck {
  /** Rows `from`… of the table (m×d, row-major). */
  add(data: Float32Array, cols: number, from: number): void
  /**
   * Of n rows: 1 where the row is there, 0 where it is NaN throughout and that is allowed.
   * @throws DataError naming the first unusable row and the count of them
   */
  finish(): Uint8Array
}

export type Fault = 'NaN' | 'an infinite value' | 'only zeros'

/** Streaming form of {@link checkRows} for a table of n rows. */
export function createRowCheck(
  rows: number,
  { name = 'embeddings', allowMissing = false }: RowCheckOptions = {},
): RowCheck {
  const present = new Uint8Array(rows).fill(1)
  const counts = new Map<Fault, number>()
  let first: { row: number; fault: Fault; missing: boolean } | undefined
  let bad = 0

  return {
    add(data, cols, from) {
      for (let start = 0, row = from; start < data.length; start += cols, row++) {
        const values = data.subarray(start, start + cols)
        const fault = faultOf(values)
        if (!fault) continue
        const missing = fault === 'NaN' && values.every(Number.isNaN)
        if (missing && allowMissing) {
          present[row] = 0
          continue
        }
        bad++
        counts.set(fault, (counts.get(fault) ?? 0) + 1)
        if (!first || row < first.row) first = { row, fault, missing }
      }
    },
    finish() {
      if (!first) return present
      const kinds = [...counts].map(([fault, count]) => `${count} with ${fault}`).join(', ')
      throw new DataError(
        `${name}: row ${first.row} (counted from 0, as in numpy) holds ${first.fault}; ` +
          `${bad} of ${rows} rows cannot be used (${kinds}): ${remedyFor(first.missing)}`,
      )
    },
  }
}

/**
 * Refuses rows (n×d) that hold NaN or infinite values or have length zero.
 * @returns per row 1, or 0 where it is NaN throughout and `allowMissing` is set
 * @throws DataError naming the first unusable row, counted from 0, and how many there are
 */
export function checkRows(embeddings: Matrix, options: RowCheckOptions = {}): Uint8Array {
  const check = createRowCheck(embeddings.rows, options)
  check.add(embeddings.data, embeddings.cols, 0)
  return check.finish()
}

function remedyFor(missing: boolean): string {
  return missing
    ? 'drop them from every file, or pass allowMissing (on the command line --allow-missing) where NaN means a missing modality'
    : 'drop them from every file of the set'
}

/**
 * Refuses the first of the listed rows (m×d) that cannot be used. With `allowMissing`, those of
 * NaN throughout hold the same NaN afterwards.
 * @throws DataError naming the row
 */
export function settleRows(
  data: Float32Array,
  cols: number,
  rows: Uint32Array,
  { name = 'embeddings', allowMissing = false }: RowCheckOptions,
): void {
  for (let n = 0; n < rows.length; n++) {
    const values = data.subarray(n * cols, (n + 1) * cols)
    const fault = faultOf(values)
    if (!fault) continue
    const missing = fault === 'NaN' && values.every(Number.isNaN)
    if (missing && allowMissing) values.fill(NaN)
    else {
      throw new DataError(
        `${name}: row ${rows[n]} (counted from 0, as in numpy) holds ${fault}; rows like it cannot ` +
          `be used: ${remedyFor(missing)}`,
      )
    }
  }
}

function faultOf(values: Float32Array): Fault | undefined {
  let squares = 0
  for (let j = 0; j < values.length; j++) squares += values[j]! * values[j]!
  // float32 squares cannot overflow float64, so the sum is finite exactly when all values are.
  if (Number.isNaN(squares)) return 'NaN'
  if (squares === Infinity) return 'an infinite value'
  return squares === 0 ? 'only zeros' : undefined
}
