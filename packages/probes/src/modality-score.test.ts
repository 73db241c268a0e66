import { expect, test } from 'vitest'
import { codesOf } from './codes-of.ts'
import { histogram } from './histogram.ts'
import { modalityScore } from './modality-score.ts'

test('is each modality’s share of the mean activation, NaN for a dead latent', () => {
  const scores = modalityScore({
    image: codesOf([
      [3, 0, 1, 0],
      [3, 0, 1, 0],
    ]),
    text: codesOf([[1, 2, 1, 0]]),
  })
  expect([...scores.image!]).toEqual([0.75, 0, 0.5, NaN])
  expect([...scores.text!]).toEqual([0.25, 1, 0.5, NaN])
})

test('refuses a single modality and unequal widths', () => {
  expect(() => modalityScore({ image: codesOf([[1]]) })).toThrow(/two or more modalities, got 1/)
  expect(() => modalityScore({ a: codesOf([[1]]), b: codesOf([[1, 1]]) })).toThrow(/1 and 2/)
})

test('a histogram closes its last bin and leaves NaN and outliers out', () => {
  const { edges, counts } = histogram([0, 0.49, 0.5, 1, NaN, 1.1, -0.1], { bins: 2 })
  expect(edges).toEqual([0, 0.5, 1])
  expect(counts).toEqual([2, 2])
  expect(() => histogram([], { bins: 0 })).toThrow(/bins ≥ 1/)
})
