import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, unpack } from './pack.ts'

test('eight entries a byte, the first in the lowest bit', () => {
  expect([...pack(Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 1, 0, 1]))]).toEqual([0b10000001, 0b10])
})

test('unpack gives back what was packed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 1 }), (visible) => {
      expect(unpack(pack(visible), new Uint8Array(visible.length))).toEqual(visible)
    }),
  )
})

test('both write into the arrays given', () => {
  const bits = new Uint8Array([255, 255])
  expect(pack(new Uint8Array(8), bits)).toBe(bits)
  expect([...bits]).toEqual([0, 255])
})

test('too few bits are refused', () => {
  expect(() => pack(new Uint8Array(9), new Uint8Array(1))).toThrow(
    'bits holds 1 bytes; 9 entries need 2',
  )
  expect(() => unpack(new Uint8Array(1), new Uint8Array(9))).toThrow('9 entries need 2')
})
