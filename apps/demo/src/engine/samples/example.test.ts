import { expect, it } from 'vitest'
import { exampleOf, pairOf } from './example.ts'

it('puts a picture beside a sound, else the first two', () => {
  expect(pairOf(['text', 'audio', 'image'])).toEqual(['audio', 'image'])
  expect(pairOf(['text', 'audio'])).toEqual(['text', 'audio'])
  expect(pairOf(['text'])).toEqual(['text', 'text'])
})

it('takes the sample whose codes share most, of those held out', () => {
  const codes = (rows: number[][]) => ({
    rows: rows.length,
    latents: 9,
    offsets: Uint32Array.from([0, 2, 4, 6]),
    indices: Uint32Array.from(rows.flat()),
    values: new Float32Array(6).fill(1),
  })
  const [a, b] = [
    codes([
      [0, 1],
      [2, 3],
      [4, 5],
    ]),
    codes([
      [0, 1],
      [2, 8],
      [7, 8],
    ]),
  ]
  expect(exampleOf([a, b], new Uint32Array(0))).toBe(0)
  expect(exampleOf([a, b], Uint32Array.of(1, 2))).toBe(1)
})
