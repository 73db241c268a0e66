import { expect, it } from 'vitest'
import type { SteeredModality } from '../../engine/types.ts'
import { movedClasses } from './moved-classes.ts'

const modality = (before: number[], after: number[]) =>
  ({ before: Float32Array.from(before), after: Float32Array.from(after) }) as SteeredModality
const steering = {
  modalities: {
    image: modality([0, 0.5, 0.25, 1], [0, 0.25, 0.25, 1]),
    audio: modality([0, 0.5, 0.75, 0], [0.125, 0.5, 0.75, -1]),
  },
  targets: [0],
}
const names = ['image', 'audio']

it('puts the targets first, then the largest moves in any modality', () => {
  const moved = movedClasses(steering, names, { isChanged: true, count: 3 })
  expect(moved.map((entry) => entry.class)).toEqual([0, 3, 1])
  expect(moved[0]).toEqual({
    class: 0,
    isTarget: true,
    scores: [
      { before: 0, after: 0 },
      { before: 0, after: 0.125 },
    ],
  })
})

it('puts the highest first while nothing is changed', () => {
  const still = movedClasses({ ...steering, targets: [] }, names, { isChanged: false, count: 4 })
  expect(still.map((entry) => entry.class)).toEqual([1, 2, 3, 0])
})
