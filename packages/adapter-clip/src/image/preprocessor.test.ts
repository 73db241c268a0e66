import { expect, it } from 'vitest'
import { preprocessor } from './preprocessor.ts'
import type { RgbImage } from './rgb.ts'

const clip = {
  size: { shortest_edge: 2 },
  resample: 3,
  do_center_crop: true,
  crop_size: { width: 2, height: 2 },
  image_mean: [0, 0.5, 1],
  image_std: [1, 0.5, 2],
}

/** Red is the column, green the row, blue 255. */
const ramp = (width: number, height: number): RgbImage => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return [pixel % width, Math.floor(pixel / width), 255][i % 3]!
  }),
})

function values(json: object, image: RgbImage): number[] {
  const { width, height, write } = preprocessor(json)
  const out = new Float32Array(1 + 3 * width * height)
  write(image, out, 1)
  return [...out.subarray(1)]
}

it('crops the middle, and scales each channel by its mean and deviation', () => {
  // 5×2 already has the shortest edge of 2; columns 1 and 2 are the middle, rounded down.
  const red = [1, 2, 1, 2].map((level) => level / 255)
  const green = [0, 0, 1, 1].map((level) => (level / 255 - 0.5) / 0.5)
  const expected = [...red, ...green, 0, 0, 0, 0]
  expect(values(clip, ramp(5, 2))).toEqual([...Float32Array.from(expected)])
})

it('takes one pixel, and lines of one pixel', () => {
  expect(values(clip, ramp(1, 1))).toHaveLength(12)
  expect(values(clip, ramp(1, 400)).every(Number.isFinite)).toBe(true)
  expect(values(clip, ramp(400, 1)).every(Number.isFinite)).toBe(true)
})

it('squeezes into a square where nothing is cropped, as SigLIP does', () => {
  const siglip = {
    size: { width: 2, height: 2 },
    resample: 2,
    image_mean: [0, 0, 0],
    image_std: [1, 1, 1],
  }
  const black = { width: 9, height: 3, data: new Uint8Array(81) }
  expect(values(siglip, black)).toEqual(Array(12).fill(0))
  const { do_center_crop, crop_size, ...numbers } = { ...clip, size: 2 }
  expect(do_center_crop && crop_size).toBeTruthy()
  expect(values(numbers, ramp(9, 3))).toHaveLength(12)
})

it.each([
  ['a kernel it does not know', { ...clip, resample: 0 }, 'resample 0'],
  ['padding', { ...clip, do_pad: true }, 'do_pad'],
  ['no size', { ...clip, size: undefined }, 'no size'],
  ['no single size', { ...clip, do_center_crop: false }, 'no single size'],
  ['no mean', { ...clip, image_mean: undefined }, 'image_mean'],
])('refuses %s', (_, json, says) => {
  expect(() => preprocessor(json)).toThrow(says)
})
