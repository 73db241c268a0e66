import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanSd } from './mean-sd.ts'
import { pairedDifference, studentQuantile } from './paired-difference.ts'
import { rocAuc } from './roc-auc.ts'

test('mean and sample sd', () => {
  expect(meanSd([1, 2, 6])).toEqual({ mean: 3, sd: Math.sqrt(7), n: 3 })
  expect(meanSd([4])).toEqual({ mean: 4, sd: 0, n: 1 })
  expect(() => meanSd([])).toThrow(/at least one/)
})

test('Student’s quantiles agree with printed tables', () => {
  for (const [freedom, quantile] of [
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [9, 2.262],
    [10, 2.228],
    [100, 1.984],
  ] as const) {
    expect(studentQuantile(0.95, freedom)).toBeCloseTo(quantile, 3)
  }
  expect(studentQuantile(0.99, 5)).toBeCloseTo(4.032, 3)
})

test('a paired difference carries its t interval', () => {
  const difference = pairedDifference([3, 5, 7], [1, 2, 3])
  expect(difference).toMatchObject({ mean: 3, sd: 1, n: 3 })
  expect(difference.high - 3).toBeCloseTo(4.3027 / Math.sqrt(3), 3)
  expect(difference.low + difference.high).toBeCloseTo(6, 12)
  expect(() => pairedDifference([1], [1])).toThrow(/two or more pairs/)
  expect(() => pairedDifference([1, 2], [1])).toThrow(/2 and 1/)
  expect(() => pairedDifference([1, 2], [1, 2], { confidence: 95 })).toThrow(/confidence 95/)
})

test('AUC equals the fraction of ordered pairs, ties by half', () => {
  expect(rocAuc([0.1, 0.4, 0.4, 0.9], Uint8Array.of(0, 1, 0, 1))).toBe(3.5 / 4)
  const samples = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(samples, (rows) => {
      const positives = rows.filter(([, own]) => own)
      const negatives = rows.filter(([, own]) => !own)
      fc.pre(positives.length > 0 && negatives.length > 0)
      let wins = 0
      for (const [p] of positives) {
        for (const [q] of negatives) wins += p > q ? 1 : p === q ? 0.5 : 0
      }
      const auc = rocAuc(
        rows.map(([score]) => score),
        Uint8Array.from(rows, ([, own]) => (own ? 1 : 0)),
      )
      expect(auc).toBeCloseTo(wins / (positives.length * negatives.length), 12)
    }),
  )
  expect(() => rocAuc([1], Uint8Array.of(1))).toThrow(/1 positives, 0 negatives/)
})
