import { expect, it } from 'vitest'
import { reduce } from './reduce.ts'

it('averages blocks, and at the edges what is left of one', () => {
  // Red is 10·column, green 100·row, blue 7.
  const data = Uint8Array.from({ length: 5 * 3 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return [(pixel % 5) * 10, Math.floor(pixel / 5) * 100, 7][i % 3]!
  })
  const { width, height, data: out } = reduce({ width: 5, height: 3, data }, 2, 2)
  expect([width, height]).toEqual([3, 2])
  expect([...out]).toEqual([5, 50, 7, 25, 50, 7, 40, 50, 7, 5, 200, 7, 25, 200, 7, 40, 200, 7])
})

it('rounds to the nearest level', () => {
  const image = { width: 2, height: 1, data: Uint8Array.of(0, 254, 1, 1, 255, 1) }
  expect([...reduce(image, 2, 1).data]).toEqual([1, 255, 1])
})

it('leaves an image alone that is not reduced', () => {
  const image = { width: 1, height: 1, data: Uint8Array.of(1, 2, 3) }
  expect(reduce(image, 1, 1)).toBe(image)
})
