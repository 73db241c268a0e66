import { expect, it } from 'vitest'
import { nearestInDirection } from './nearest-in-direction.ts'

// The middle, right of it, far right, above to the right, left.
const positions = Float32Array.of(0, 0, 0.3, 0.1, 0.9, 0, 0.2, 0.5, -0.4, 0)

it('goes to the nearest point that lies that way', () => {
  expect(nearestInDirection(positions, 0, [1, 0], null)).toBe(1)
  expect(nearestInDirection(positions, 0, [0, 1], null)).toBe(3)
  expect(nearestInDirection(positions, 0, [-1, 0], null)).toBe(4)
  expect(nearestInDirection(positions, 1, [1, 0], null)).toBe(2)
  expect(nearestInDirection(positions, 2, [1, 0], null)).toBeNull()
})

it('begins in the middle, and only goes to points that are shown', () => {
  expect(nearestInDirection(positions, null, [1, 0], null)).toBe(0)
  expect(nearestInDirection(positions, 0, [1, 0], [2, 4])).toBe(2)
})
