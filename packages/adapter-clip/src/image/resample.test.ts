import { describe, expect, it } from 'vitest'
import { allclose } from '@cmgsae/vitest'
import { resample, type Kernel } from './resample.ts'
import type { RgbImage } from './rgb.ts'

function image(
  width: number,
  height: number,
  value: (x: number, y: number, c: number) => number,
): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return value(pixel % width, Math.floor(pixel / width), i % 3)
  })
  return { width, height, data }
}

const whole = (width: number, height: number) => ({ left: 0, top: 0, width, height })

/** 7×5 pixels that wrap around, so that every kernel overshoots somewhere. */
const wild = image(7, 5, (x, y, c) => {
  const red = (x * 37 + y * 61) % 256
  const green = (x * x * 11 + y * 29) % 256
  return [red, green, 255 - x * 23 - y * 17 + (x * 23 + y * 17 > 255 ? 256 : 0)][c]!
})

// What Pillow 12.3 gives for the same pixels: Image.resize((3, 2)) and the corner of (9, 6).
const PILLOW: [name: string, kernel: Kernel, small: number[], corner: number[]][] = [
  [
    'bicubic',
    3,
    [85, 33, 223, 150, 124, 171, 144, 126, 119, 147, 106, 185, 89, 139, 133, 125, 113, 81],
    [0, 0, 255, 20, 4, 242, 51, 22, 223, 80, 53, 205, 109, 98, 187, 138, 173, 169, 166, 82, 151],
  ],
  [
    'bilinear',
    2,
    [91, 43, 218, 144, 120, 169, 144, 123, 120, 140, 101, 184, 97, 137, 135, 124, 114, 86],
    [0, 0, 255, 25, 7, 240, 53, 26, 222, 82, 56, 204, 111, 99, 186, 140, 159, 168, 169, 89, 150],
  ],
  [
    'Lanczos',
    1,
    [83, 28, 226, 153, 123, 172, 141, 132, 118, 151, 110, 186, 86, 140, 132, 125, 113, 78],
    [0, 0, 255, 19, 4, 243, 54, 22, 221, 79, 51, 205, 109, 98, 187, 136, 182, 169, 158, 77, 153],
  ],
]

describe.each(PILLOW)('%s', (_, kernel, small, corner) => {
  it('shrinks as Pillow does', () => {
    const out = resample(wild, { width: 3, height: 2, kernel, window: whole(3, 2) })
    allclose(out, small, { atol: 1, rtol: 0 })
  })

  it('grows as Pillow does', () => {
    const out = resample(wild, { width: 9, height: 6, kernel, window: whole(9, 6) })
    allclose(out.subarray(0, corner.length), corner, { atol: 1, rtol: 0 })
  })

  it('leaves an image of one colour, and one of the right size, as they are', () => {
    const plain = image(31, 17, (_x, _y, c) => [200, 3, 255][c]!)
    const out = resample(plain, { width: 8, height: 40, kernel, window: whole(8, 40) })
    expect(out).toEqual(new Uint8ClampedArray(8 * 40 * 3).map((_v, i) => [200, 3, 255][i % 3]!))
    expect([...resample(wild, { width: 7, height: 5, kernel, window: whole(7, 5) })]).toEqual([
      ...wild.data,
    ])
  })

  it('cuts the same bytes out of the whole that it computes for a window', () => {
    const all = resample(wild, { width: 12, height: 10, kernel, window: whole(12, 10) })
    const window = { left: 3, top: 4, width: 5, height: 2 }
    const rows = [4, 5].map((y) => [...all.subarray((y * 12 + 3) * 3, (y * 12 + 8) * 3)])
    expect([...resample(wild, { width: 12, height: 10, kernel, window })]).toEqual(rows.flat())
  })
})

it('is black outside the image', () => {
  const white = image(2, 2, () => 255)
  const window = { left: -1, top: -1, width: 4, height: 4 }
  const out = resample(white, { width: 2, height: 2, kernel: 3, window })
  const inside = (i: number) => [1, 2].includes(i % 4) && [1, 2].includes(Math.floor(i / 4))
  expect([...out]).toEqual(
    Array.from({ length: 48 }, (_, i) => (inside(Math.floor(i / 3)) ? 255 : 0)),
  )
})
