import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matrixOf } from './codes-of.ts'
import { ProbeError } from './errors.ts'
import { fve } from './fve.ts'

const x = matrixOf([
  [0, 1],
  [2, 5],
])

test('is 1 minus error over variance about the per-dimension mean, one ratio of sums', () => {
  // Means are 1 and 3, so the variance sums to 1 + 1 + 4 + 4; the errors are 1 and 2.
  const reconstruction = matrixOf([
    [1, 1],
    [2, 3],
  ])
  expect(fve(x, reconstruction)).toBeCloseTo(1 - 5 / 10, 12)
})

test('predicting the mean scores 0 and perfect 1, wherever the data lies', () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
    {
      minLength: 2,
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(rows, fc.integer({ min: -50, max: 50 }), (values, offset) => {
      fc.pre(values.some(([a]) => a !== values[0]![0]))
      const shifted = matrixOf(values.map(([a, b]) => [a + offset, b - offset]))
      const n = values.length
      const mean = [0, 1].map((j) => values.reduce((sum, v) => sum + v[j]!, 0) / n)
      const constant = matrixOf(values.map(() => [mean[0]! + offset, mean[1]! - offset]))
      expect(fve(shifted, shifted)).toBe(1)
      expect(fve(shifted, constant)).toBeCloseTo(0, 4)
    }),
  )
})

test('takes the given mean as the baseline', () => {
  const zero = matrixOf([
    [0, 0],
    [0, 0],
  ])
  expect(fve(x, zero, { mean: [0, 0] })).toBe(0)
})

test('a mask splits the entries: hidden by default, visible on demand', () => {
  const reconstruction = matrixOf([
    [0, 2],
    [2, 5],
  ])
  const visible = Uint8Array.of(1, 0, 1, 1)
  expect(fve(x, reconstruction, { visible })).toBeCloseTo(1 - 1 / 4, 12)
  expect(fve(x, reconstruction, { visible, which: 'visible' })).toBe(1)
})

test('a missing row is left out of mean and sums', () => {
  const withGap = matrixOf([
    [0, 1],
    [Number.NaN, Number.NaN],
    [2, 5],
  ])
  const reconstruction = matrixOf([
    [1, 1],
    [7, 7],
    [2, 3],
  ])
  expect(fve(withGap, reconstruction)).toBeCloseTo(0.5, 12)
})

test('refuses unequal shapes, a wrong mean or mask, and data that does not vary', () => {
  expect(() => fve(x, matrixOf([[1, 2]]))).toThrow(/2×2 and 1×2/)
  expect(() => fve(x, x, { mean: [1] })).toThrow(/1 entries.*2 columns/)
  expect(() => fve(x, x, { visible: new Uint8Array(3) })).toThrow(/3 entries/)
  expect(() => fve(matrixOf([[1, 1]]), matrixOf([[1, 1]]))).toThrow(ProbeError)
})
