import type { Parameter } from '../graph/index.ts'

export interface AdamState {
  /** Steps taken. */
  step: number
  readonly mean: ReadonlyMap<string, Float32Array>
  readonly square: ReadonlyMap<string, Float32Array>
}

export function createAdam(parameters: readonly Parameter[]): AdamState {
  const zeros = () =>
    new Map(parameters.map(({ name, values }) => [name, new Float32Array(values.length)]))
  return { step: 0, mean: zeros(), square: zeros() }
}

export interface AdamOptions {
  readonly rate: number
  readonly decay?: number
}

const MEAN = 0.9
const SQUARE = 0.98

/**
 * One step of AdamW (Loshchilov and Hutter, 2019), in place. Only matrices and kernels decay, not
 * gains, biases or the temperature.
 */
export function adamStep(
  parameters: readonly Parameter[],
  gradients: Readonly<Record<string, Float32Array>>,
  state: AdamState,
  { rate, decay = 0.02 }: AdamOptions,
): void {
  state.step++
  const meanBias = 1 - MEAN ** state.step
  const squareBias = 1 - SQUARE ** state.step
  for (const { name, values, shape } of parameters) {
    const gradient = gradients[name]!
    const mean = state.mean.get(name)!
    const square = state.square.get(name)!
    const shrink = shape.filter((length) => length > 1).length > 1 ? 1 - rate * decay : 1
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i]!
      const m = (mean[i] = MEAN * mean[i]! + (1 - MEAN) * g)
      const v = (square[i] = SQUARE * square[i]! + (1 - SQUARE) * g * g)
      values[i] = values[i]! * shrink - (rate * m) / meanBias / (Math.sqrt(v / squareBias) + 1e-8)
    }
  }
}
