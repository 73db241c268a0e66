import { matrix, type Matrix } from '@cmgsae/tensor'

/** A copy (n×d) with every row divided by its Euclidean norm. */
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
