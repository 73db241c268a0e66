import { AdapterError } from '@cmgsae/adapter'

/**
 * Scales each row of an n×width matrix to unit length, in place.
 * @throws AdapterError for a row that is zero or not finite, as `name` of its number
 */
export function unitRows(data: Float32Array, width: number, name: (row: number) => string): void {
  for (let row = 0; row * width < data.length; row++) {
    const values = data.subarray(row * width, (row + 1) * width)
    let sum = 0
    for (const value of values) sum += value * value
    const length = Math.sqrt(sum)
    if (!(length > 0 && length < Infinity)) {
      throw new AdapterError(
        `${name(row)}: the model gives a vector of length ${length}, not a direction`,
      )
    }
    for (let j = 0; j < width; j++) values[j] = values[j]! / length
  }
}
