import { expect, test } from 'vitest'
import { rateAt } from './rate.ts'

test('rises over fifty steps, then falls to nothing', () => {
  expect(rateAt(0, 1e9, 2)).toBeCloseTo(2 / 50)
  expect(rateAt(49, 1e9, 2)).toBeCloseTo(2)
  expect(rateAt(500, 1000, 2)).toBeCloseTo(1)
  expect(rateAt(1000, 1000, 2)).toBeCloseTo(0)
})
