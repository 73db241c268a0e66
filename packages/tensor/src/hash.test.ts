import { expect, test } from 'vitest'
import { hides, mix } from './hash.ts'

/** The same permutation in exact integers. */
function exactMix(x: number): number {
  const modulus = 1n << 32n
  let v = BigInt(x >>> 0)
  v ^= v >> 16n
  v = (v * 0x7feb352dn) % modulus
  v ^= v >> 15n
  v = (v * 0x846ca68bn) % modulus
  return Number(v ^ (v >> 16n))
}

test('mix is lowbias32', () => {
  expect(mix(0)).toBe(0)
  for (const x of [1, 2, 0x12345678, 0x7fffffff, -1, -123456789]) {
    expect(mix(x) >>> 0).toBe(exactMix(x))
  }
})

test('an entry is hidden where the upper 31 bits of its word lie below the threshold', () => {
  for (const j of [0, 1, 77, 1_000_003]) {
    const word = exactMix(Number((BigInt(0xdeadbeef) + BigInt(j) * 0x9e3779b9n) % (1n << 32n)))
    const upper = Math.floor(word / 2)
    expect(hides(0xdeadbeef | 0, j, upper)).toBe(false)
    expect(hides(0xdeadbeef | 0, j, upper + 1)).toBe(true)
  }
})
