import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAt } from './cut.ts'

test('leaves exactly the wanted number, whatever the order and the ties', () => {
  const few = fc.constantFrom(0.5, 1, 1.5, 2, 3)
  const value = fc.oneof(few, fc.float({ min: 1, max: 2, noNaN: true }))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 80 }), fc.nat(90), (list, wanted) => {
      const cut = { bound: NaN, ties: NaN }
      cutAt(Float32Array.from(list), list.length, wanted, cut)
      const floats = Float32Array.from(list)
      const above = floats.filter((x) => x > cut.bound).length
      const equal = floats.filter((x) => x === cut.bound).length
      expect(above + Math.min(equal, cut.ties)).toBe(Math.min(wanted, list.length))
      expect(cut.ties).toBeLessThanOrEqual(equal)
      const cuts = wanted >= 1 && wanted < list.length
      expect(cut.bound).toBe(cuts ? floats.toSorted().at(-wanted) : wanted < 1 ? Infinity : 0)
    }),
    { numRuns: 500 },
  )
})

test('stays fast on sorted and constant input', () => {
  const length = 300_000
  const cut = { bound: 0, ties: 0 }
  const began = performance.now()
  cutAt(
    Float32Array.from({ length }, (_, i) => i),
    length,
    1000,
    cut,
  )
  expect(cut).toEqual({ bound: length - 1000, ties: 1 })
  cutAt(new Float32Array(length).fill(2), length, 1000, cut)
  expect(cut).toEqual({ bound: 2, ties: 1000 })
  // Quadratic time would take minutes.
  expect(performance.now() - began).toBeLessThan(5000)
})

test('ignores what lies beyond the count', () => {
  const cut = { bound: 0, ties: 0 }
  cutAt(Float32Array.of(1, 3, 2, 9, 9), 3, 2, cut)
  expect(cut).toEqual({ bound: 2, ties: 1 })
})
