import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topK } from './top-k.ts'

it('is the head of a full sort, ties to the lower place, without NaN and what is refused', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN))
  fc.assert(
    fc.property(fc.array(value), fc.integer({ min: 0, max: 12 }), (values, k) => {
      const keep = (at: number) => at % 3 !== 0
      const sorted = [...values.keys()]
        .filter((at) => !Number.isNaN(values[at]) && keep(at))
        .sort((a, b) => values[b]! - values[a]! || a - b)
      expect([...topK(values, k, keep)]).toEqual(sorted.slice(0, k))
    }),
  )
})

it('takes all where k is infinite', () => {
  expect([...topK([2, 9, 4], Infinity)]).toEqual([1, 2, 0])
})
