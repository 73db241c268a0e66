import type { AdamHyper } from '../backend.ts'
import type { Matrix } from '../matrix.ts'

/** One bias-corrected Adam step on flat arrays of equal length. */
export function adam(
  parameter: Float32Array,
  gradient: Float32Array | Float64Array,
  first: Float32Array,
  second: Float32Array,
  { learningRate, beta1, beta2, epsilon, step, scale }: AdamHyper,
): void {
  const rate = learningRate / (1 - beta1 ** step)
  const correction = 1 / (1 - beta2 ** step)
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i]! * scale
    const m = beta1 * first[i]! + (1 - beta1) * g
    const v = beta2 * second[i]! + (1 - beta2) * g * g
    first[i] = m
    second[i] = v
    parameter[i] = parameter[i]! - (rate * m) / (Math.sqrt(v * correction) + epsilon)
  }
}

export function squaredNorm({ data }: Matrix): number {
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += data[i]! * data[i]!
  return sum
}
