import { expect, test } from 'vitest'
import { recall, zeroShotAccuracy } from './scores.ts'

const rows = (...vectors: [number, number][]) => ({
  rows: vectors.length,
  cols: 2,
  data: Float32Array.from(vectors.flat()),
})

test('zero-shot: the share whose own class is the nearest', () => {
  const classes = rows([1, 0], [0, 1])
  const x = rows([0.8, 0.6], [0.6, 0.8], [0, 1], [1, 0])
  expect(zeroShotAccuracy(x, classes, [0, 0, 1, 0])).toBe(0.75)
})

test('recall: the share whose partner is among the k nearest', () => {
  const y = rows([1, 0], [0, 1], [-1, 0])
  // The first has its partner nearest, the second in second place, the third in last.
  const x = rows([1, 0], [0.8, 0.6], [0.8, 0.6])
  expect([1, 2, 3].map((k) => recall(x, y, k))).toEqual([1 / 3, 2 / 3, 1])
})

test('recall: a caption that two samples share is found by both', () => {
  expect(recall(rows([1, 0], [1, 0]), rows([1, 0], [1, 0]), 1)).toBe(1)
})
