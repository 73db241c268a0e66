/**
 * The largest difference, in units of the largest expected entry: float32 sums of another order
 * differ by about 1e-7 of it, whatever cancels within them. Infinite where a length or a NaN differs.
 */
export function relativeDistance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let scale = 1e-6
  let largest = 0
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!)
    if (Number.isNaN(difference)) return Infinity
    scale = Math.max(scale, Math.abs(expected[i]!))
    largest = Math.max(largest, difference)
  }
  return largest / scale
}
