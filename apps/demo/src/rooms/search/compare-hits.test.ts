import { expect, it } from 'vitest'
import { agreement, ofClass } from './compare-hits.ts'

it('counts what is on both sides, and ranks each from 1', () => {
  const { ranks, both } = agreement([7, 3, 9], [9, 1, 7])
  expect(both).toBe(2)
  expect(ranks[1].get(7)).toBe(3)
  expect(ranks[0].get(1)).toBeUndefined()
})

it('counts hits of a class, where there is one', () => {
  expect(ofClass([0, 2, 3], Int32Array.of(4, 4, 1, 4), 4)).toBe(2)
  expect(ofClass([0], Int32Array.of(-1), -1)).toBeUndefined()
})
