import { expect, test } from 'vitest'
import { codesOf, matrixOf } from './codes-of.ts'
import { zeroShot } from './zero-shot.ts'

const classes = [
  [1, 0, 0],
  [0, 2, 0],
  [0, 1, 1],
]
const samples = [
  [5, 1, 0],
  [0, 3, 1],
  [0, 3, 2.9],
]

test('predicts the class of largest cosine, not of largest dot product', () => {
  const expected = { accuracy: 2 / 3, predictions: Int32Array.of(0, 1, 2), tied: 0 }
  expect(zeroShot(matrixOf(samples), matrixOf(classes), [0, 2, 2])).toEqual(expected)
  expect(zeroShot(codesOf(samples), codesOf(classes), [0, 2, 2])).toEqual(expected)
  expect(zeroShot(codesOf(samples), matrixOf(classes), [0, 2, 2])).toEqual(expected)
})

test('collapsed or empty codes do not win by ties', () => {
  const collapsed = Array.from({ length: 3 }, () => [1, 2, 3])
  const result = zeroShot(codesOf(samples), codesOf(collapsed), [0, 1, 2])
  expect(result).toEqual({ accuracy: 0, predictions: Int32Array.of(-1, -1, -1), tied: 1 })
  expect(zeroShot(codesOf([[0, 0, 0]]), codesOf(classes), [0]).accuracy).toBe(0)
  // Equal up to scale is equal in direction, whatever float32 rounds to.
  const scaled = [0.1, 0.3, 0.7].map((scale) => [1, 2, 3].map((value) => value * scale))
  expect(zeroShot(matrixOf([[3, 2, 2]]), matrixOf(scaled), [1]).tied).toBe(1)
})

test('refuses labels beyond the classes, of the wrong number, and unequal widths', () => {
  expect(() => zeroShot(codesOf(samples), codesOf(classes), [0, 3, 1])).toThrow(
    /label 3 of row 1.*0 … 2/,
  )
  expect(() => zeroShot(codesOf(samples), codesOf(classes), [0])).toThrow(/1 labels for 3 rows/)
  expect(() => zeroShot(codesOf(samples), codesOf([[1]]), [0, 0, 0])).toThrow(/3 and 1/)
})
