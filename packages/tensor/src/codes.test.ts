import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compact, concatCodes, densify, sparseCodes } from './codes.ts'
import { randomCodes } from './parity/fixtures.ts'

test('densify by hand', () => {
  const codes = {
    rows: 3,
    latents: 3,
    offsets: Uint32Array.of(0, 1, 1, 3, 99),
    indices: Uint32Array.of(2, 0, 1, 7),
    values: Float32Array.of(5, -1, 4, 8),
  }
  expect([...densify(codes)]).toEqual([0, 0, 5, 0, 0, 0, -1, 4, 0])
  const exact = compact(codes)
  expect([...exact.offsets]).toEqual([0, 1, 1, 3])
  expect([...exact.indices]).toEqual([2, 0, 1])
  expect([...densify(exact)]).toEqual([...densify(codes)])
})

test('concatenated codes stand for the stacked dense arrays', () => {
  const rows = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(rows, fc.nat(1000), (counts, seed) => {
      const parts = counts.map((count, i) => randomCodes(count, 6, seed + i))
      const all = concatCodes(parts)
      expect([...densify(all)]).toEqual(parts.flatMap((part) => [...densify(part)]))
      expect(all.indices.length).toBe(all.offsets[all.rows])
    }),
  )
  expect(concatCodes([]).rows).toBe(0)
})

test('new codes are empty', () => {
  expect([...densify(sparseCodes(2, 2, 4))]).toEqual([0, 0, 0, 0])
})
