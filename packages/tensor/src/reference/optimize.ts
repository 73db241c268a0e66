import type { AdamOp, LatentRange } from '../backend.ts'
import type { Matrix } from '../matrix.ts'

/** One bias-corrected Adam step on flat arrays of equal length. */
export function adam(
  parameter: Float32Array,
  gradient: Float32Array,
  first: Float32Array,
  second: Float32Array,
  {
    learningRate,
    beta1,
    beta2,
    epsilon,
    step,
    scale,
  }: Omit<AdamOp, 'parameter' | 'gradient' | 'first' | 'second'>,
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

export function normalizeRows(
  { cols, data }: Matrix,
  radius: number,
  [from, to]: LatentRange,
): void {
  for (let i = from; i < to; i++) {
    let squared = 0
    for (let j = i * cols; j < (i + 1) * cols; j++) squared += data[j]! * data[j]!
    if (squared === 0) continue
    const scale = radius / Math.sqrt(squared)
    for (let j = i * cols; j < (i + 1) * cols; j++) data[j]! *= scale
  }
}

export function projectRows(gradient: Matrix, w: Matrix): void {
  const { rows, cols } = w
  for (let i = 0; i < rows; i++) {
    let inner = 0
    let squared = 0
    for (let j = i * cols; j < (i + 1) * cols; j++) {
      inner += gradient.data[j]! * w.data[j]!
      squared += w.data[j]! * w.data[j]!
    }
    if (squared === 0) continue
    const parallel = inner / squared
    for (let j = i * cols; j < (i + 1) * cols; j++) gradient.data[j]! -= parallel * w.data[j]!
  }
}
