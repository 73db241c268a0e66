import { TensorError } from './errors.ts'

/** A row-major float32 matrix: entry (i, j) is `data[i * cols + j]`. A plain object, never a copy. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}

/**
 * Wraps `data` (n×d, row-major) without copying it.
 * @throws TensorError when the length is not rows·cols
 */
export function matrix(
  rows: number,
  cols: number,
  data: Float32Array = new Float32Array(rows * cols),
): Matrix {
  if (!Number.isInteger(rows) || !Number.isInteger(cols) || rows < 0 || cols < 1) {
    throw new TensorError(`a matrix cannot be ${rows}×${cols}: rows ≥ 0 and cols ≥ 1 are whole`)
  }
  if (data.length !== rows * cols) {
    throw new TensorError(
      `${rows}×${cols} needs ${rows * cols} values, the array holds ${data.length}`,
    )
  }
  return { rows, cols, data }
}

/** Row i as a view into the matrix (length d). */
export function row({ cols, data }: Matrix, i: number): Float32Array {
  return data.subarray(i * cols, (i + 1) * cols)
}

/** The listed rows, copied into a new |indices|×d matrix. */
export function gather(source: Matrix, indices: ArrayLike<number>): Matrix {
  const out = matrix(indices.length, source.cols)
  for (let i = 0; i < indices.length; i++) out.data.set(row(source, indices[i]!), i * source.cols)
  return out
}

/** A copy with every row divided by its Euclidean norm; zero rows stay zero. */
export function unitRows({ rows, cols, data }: Matrix): Matrix {
  const out = matrix(rows, cols, data.slice())
  for (let from = 0; from < data.length; from += cols) {
    let squares = 0
    for (let j = from; j < from + cols; j++) squares += data[j]! * data[j]!
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let j = from; j < from + cols; j++) out.data[j]! *= scale
  }
  return out
}
