import { matrix, row, type Matrix } from '@cmgsae/tensor'

/** Mean of the samples of each class (C×d); a class without samples has a row of NaN. */
export function classMeans(
  samples: Matrix,
  labels: Int32Array,
  classes: number,
  rows?: ArrayLike<number>,
): Matrix {
  const means = matrix(classes, samples.cols)
  const counts = new Uint32Array(classes)
  const total = rows?.length ?? samples.rows
  for (let at = 0; at < total; at++) {
    const n = rows ? rows[at]! : at
    const label = labels[n]!
    const values = row(samples, n)
    if (label < 0 || Number.isNaN(values[0])) continue
    counts[label]!++
    const sum = row(means, label)
    for (let j = 0; j < sum.length; j++) sum[j]! += values[j]!
  }
  for (let c = 0; c < classes; c++) {
    const mean = row(means, c)
    for (let j = 0; j < mean.length; j++) mean[j]! /= counts[c]! || NaN
  }
  return means
}
