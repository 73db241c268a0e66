import { MaskingError } from './errors.ts'

/** @throws MaskingError unless all weights are finite and from 0 up, and one is above 0 */
export function checkWeights(name: string, weights: readonly number[]): void {
  let sum = 0
  for (const [index, weight] of weights.entries()) {
    if (!(Number.isFinite(weight) && weight >= 0)) {
      throw new MaskingError(
        `${name}[${index}] is ${weight}; a weight must be finite and from 0 up`,
      )
    }
    sum += weight
  }
  if (!(sum > 0)) throw new MaskingError(`${name} is [${weights.join(', ')}]; one must be above 0`)
}
