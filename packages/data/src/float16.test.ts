import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFloat16, encodeFloat16 } from './float16.ts'

function decode(...bits: number[]): number[] {
  const out = new Float32Array(bits.length)
  decodeFloat16(Uint16Array.from(bits), out)
  return [...out]
}

function encode(...values: number[]): number[] {
  const out = new Uint16Array(values.length)
  encodeFloat16(Float32Array.from(values), out)
  return [...out]
}

describe('float16', () => {
  it('decodes every kind of value exactly', () => {
    expect(decode(0x0000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0x3c01, 0x3555, 0x7bff)).toEqual([
      0,
      2 ** -24,
      1023 * 2 ** -24,
      2 ** -14,
      1,
      1 + 2 ** -10,
      1365 / 4096,
      65504,
    ])
    expect(decode(0x8000, 0x8001, 0xc000)).toEqual([-0, -(2 ** -24), -2])
    expect(decode(0x7c00, 0xfc00, 0x7c01, 0xfe00)).toEqual([Infinity, -Infinity, NaN, NaN])
  })

  it('encodes what it decodes, for all 65,536 values', () => {
    const all = Array.from({ length: 65536 }, (_, bits) => bits)
    const back = encode(...decode(...all))
    // A NaN keeps its being one, not its payload.
    const isNaN = (bits: number) => (bits & 0x7fff) > 0x7c00
    expect(all.filter((bits) => !isNaN(bits) && back[bits] !== bits)).toEqual([])
    expect(all.filter((bits) => isNaN(bits) !== isNaN(back[bits]!))).toEqual([])
  })

  it('rounds to nearest, ties to even', () => {
    const cases: [number, number][] = [
      [2049, 2048],
      [2051, 2052],
      [1 + 2 ** -11, 1],
      [1 + 3 * 2 ** -11, 1 + 2 ** -9],
      [65519.99, 65504],
      [65520, Infinity],
      [-1e9, -Infinity],
      [2 ** -25, 0],
      [2 ** -25 * 1.001, 2 ** -24],
      [3 * 2 ** -25, 2 ** -23],
      [2 ** -14 - 2 ** -26, 2 ** -14],
      [1e-20, 0],
    ]
    for (const [value, expected] of cases)
      expect([value, ...decode(...encode(value))]).toEqual([value, expected])
  })

  it('is never farther from a value than a neighbour is', () => {
    const most = Math.fround(65504)
    const property = fc.property(fc.float({ min: -most, max: most, noNaN: true }), (value) => {
      const bits = encode(value)[0]!
      const error = Math.abs(decode(bits)[0]! - value)
      const others = [bits - 1, bits + 1].map((other) => decode(other & 0xffff)[0]!)
      return others.every((other) => !Number.isFinite(other) || error <= Math.abs(other - value))
    })
    expect(fc.check(property).counterexample).toBeNull()
  })
})
