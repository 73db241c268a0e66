import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, mix, PHI, rowKey, STREAM, uniform, word } from './hash.ts'

const uint32 = fc.integer({ min: 0, max: 0xffffffff })

test('mix is undone by the inverse that hash-prospector publishes', () => {
  const inverse = (x: number) => {
    x ^= x >>> 16
    x = Math.imul(x, 0x43021123)
    x ^= (x >>> 15) ^ (x >>> 30)
    x = Math.imul(x, 0x1d69e2a5)
    return (x ^ (x >>> 16)) >>> 0
  }
  fc.assert(
    fc.property(uint32, (x) => {
      expect(inverse(mix(x))).toBe(x)
    }),
  )
})

test('keys and words agree with exact integer arithmetic', () => {
  const wrap = (x: bigint) => x & 0xffffffffn
  const exact = (x: bigint) => {
    x = wrap((x ^ (x >> 16n)) * 0x7feb352dn)
    x = wrap((x ^ (x >> 15n)) * 0x846ca68bn)
    return x ^ (x >> 16n)
  }
  fc.assert(
    fc.property(uint32, uint32, uint32, fc.nat(1e6), (seed, step, row, j) => {
      let key = exact(BigInt(seed))
      for (const part of [STREAM.shared, step, row]) key = exact(wrap(key + BigInt(part)))
      const expected = exact(wrap(key + BigInt(j) * BigInt(PHI)))
      expect(word(rowKey(STREAM.shared, seed, step, row), j) >>> 0).toBe(Number(expected))
    }),
  )
})

test('advance moves along the words', () => {
  expect(word(advance(12345, 7), 3)).toBe(word(12345, 10))
})

test('flipping any input bit flips each output bit about half of the time', () => {
  const samples = 4000
  for (let flipped = 0; flipped < 32; flipped++) {
    const flips = new Float64Array(32)
    for (let x = 0; x < samples; x++) {
      const start = Math.imul(x, 2654435761)
      const difference = mix(start) ^ mix(start ^ (1 << flipped))
      for (let bit = 0; bit < 32; bit++) flips[bit]! += (difference >>> bit) & 1
    }
    for (const count of flips) expect(Math.abs(count / samples - 0.5)).toBeLessThan(0.06)
  }
})

test('uniform numbers fill [0, 1) evenly', () => {
  const bins = new Float64Array(16)
  for (let j = 0; j < 16000; j++) bins[Math.floor(uniform(99, j) * 16)]!++
  const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  // 99.9 % quantile at 15 degrees of freedom.
  expect(chiSquare).toBeLessThan(37.7)
})
