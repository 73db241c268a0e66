import { expect } from 'vitest'

/**
 * Two results agree when no entry differs by more than `tolerance` times the largest expected one:
 * float32 sums of another order differ by that order, whatever cancels within them.
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length)
  let scale = 0
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]!))
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!)
    if (!(difference <= tolerance * Math.max(scale, 1e-6))) {
      expect.fail(`${what}: entry ${i} is ${actual[i]}, the reference has ${expected[i]}`)
    }
  }
}
