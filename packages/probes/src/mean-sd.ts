import { ProbeError } from './errors.ts'

/** Mean and sample standard deviation (n − 1) of n values; sd is 0 for a single value. */
export interface MeanSd {
  readonly mean: number
  readonly sd: number
  readonly n: number
}

/** mean = Σv/n, sd = √(Σ(v − mean)²/(n − 1)). @throws ProbeError for no values */
export function meanSd(values: ArrayLike<number>): MeanSd {
  const n = values.length
  if (n === 0) throw new ProbeError('mean and sd of 0 values do not exist; give at least one')
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, n }
}
