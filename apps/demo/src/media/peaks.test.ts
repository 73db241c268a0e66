import { expect, it } from 'vitest'
import { peaksOf } from './peaks.ts'

it('takes the largest of each part, as a share of the largest of all', () => {
  expect([...peaksOf(Float32Array.of(0.1, -0.5, 0.2, 0.25), 2)]).toEqual([1, 0.5])
  expect([...peaksOf(new Float32Array(4), 2)]).toEqual([0, 0])
})
