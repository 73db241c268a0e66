import { matrix, type Matrix } from '@cmgsae/tensor'

/** Matrices of one width below one another. */
export function stackRows(parts: readonly Matrix[]): Matrix {
  const out = matrix(
    parts.reduce((sum, { rows }) => sum + rows, 0),
    parts[0]!.cols,
  )
  let at = 0
  for (const { data } of parts) {
    out.data.set(data, at)
    at += data.length
  }
  return out
}
