import { expect, it } from 'vitest'
import { toRgb } from './rgb.ts'

const rgb = (width: number, height: number, ...data: number[]) => [
  ...toRgb({ width, height, data: Uint8Array.from(data) }).data,
]

it('repeats grey, and lays what is transparent on white', () => {
  expect(rgb(2, 1, 7, 200)).toEqual([7, 7, 7, 200, 200, 200])
  expect(rgb(1, 1, 1, 2, 3)).toEqual([1, 2, 3])
  expect(rgb(1, 3, 9, 8, 7, 255, 9, 8, 7, 0, 0, 100, 255, 51)).toEqual([
    9, 8, 7, 255, 255, 255, 204, 224, 255,
  ])
})

it('takes an ImageData as it is', () => {
  const image = {
    width: 1,
    height: 1,
    data: new Uint8ClampedArray([1, 2, 3, 255]),
    colorSpace: 'srgb',
  }
  expect([...toRgb(image).data]).toEqual([1, 2, 3])
})

it.each([
  ['two channels', () => rgb(1, 2, 1, 2, 3, 4), '2 channels'],
  ['half a pixel', () => rgb(2, 1, 1, 2, 3), '1.5 channels'],
  ['no width', () => rgb(0, 1), 'positive integers'],
  [
    'floats',
    () => toRgb({ width: 1, height: 1, data: new Float32Array(3) as never }),
    'Uint8Array',
  ],
])('refuses %s', (_, call, says) => {
  expect(call).toThrow(says)
})
