import type { Matrix } from '@cmgsae/tensor'

/** Whether row n is entirely NaN: the sample lacks this modality. */
export function isMissing({ cols, data }: Matrix, n: number): boolean {
  for (let at = n * cols; at < (n + 1) * cols; at++) if (!Number.isNaN(data[at]!)) return false
  return true
}

/** Per-dimension mean (length d) over the rows that are present. */
export function columnMean(x: Matrix): Float64Array {
  const mean = new Float64Array(x.cols)
  let present = 0
  for (let n = 0; n < x.rows; n++) {
    if (isMissing(x, n)) continue
    present++
    for (let j = 0; j < x.cols; j++) mean[j]! += x.data[n * x.cols + j]!
  }
  for (let j = 0; j < x.cols; j++) mean[j]! /= present
  return mean
}
