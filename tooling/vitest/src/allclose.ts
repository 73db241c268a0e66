/**
 * Throws unless |a − b| ≤ atol + rtol·|b| for every entry; names the worst one.
 */
export function allclose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { rtol = 1e-5, atol = 1e-6 }: { rtol?: number; atol?: number } = {},
): void {
  if (actual.length !== expected.length) {
    throw new Error(`allclose: ${actual.length} entries, expected ${expected.length}`)
  }
  let worst = -1
  let excess = 0
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!)
    const over = difference - (atol + rtol * Math.abs(expected[i]!))
    if (Number.isNaN(over) || over > excess) {
      worst = i
      excess = over
      if (Number.isNaN(over)) break
    }
  }
  if (worst >= 0) {
    throw new Error(`allclose: entry ${worst} is ${actual[worst]}, expected ${expected[worst]}`)
  }
}
