import { expect, it } from 'vitest'
import { AdapterError } from '@cmgsae/adapter'
import { readImage } from './read-image.ts'

/** Left half red, right half blue. */
function halves(width = 16, height = 8): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = '#0000ff'
  context.fillRect(width / 2, 0, width / 2, height)
  return canvas
}

async function corners(input: Parameters<typeof readImage>[0]) {
  const { width, height, data } = await readImage(input)
  const at = (i: number) => [...data.subarray(i * 3, i * 3 + 3)]
  return { size: [width, height], first: at(0), last: at(width * height - 1) }
}

it('reads pixels exactly, with what is transparent on white', async () => {
  const image = new ImageData(
    new Uint8ClampedArray([255, 0, 0, 0, 0, 0, 0, 51, 1, 2, 3, 255]),
    3,
    1,
  )
  const canvas = new OffscreenCanvas(3, 1)
  canvas.getContext('2d')!.putImageData(image, 0, 0)
  const expected = [255, 255, 255, 204, 204, 204, 1, 2, 3]
  expect([...(await readImage(image)).data]).toEqual(expected)
  expect([...(await readImage(await canvas.convertToBlob())).data]).toEqual(expected)
})

it('turns an image upright by its EXIF orientation', async () => {
  const jpeg = await halves().convertToBlob({ type: 'image/jpeg', quality: 1 })
  // Big-endian TIFF with one entry: orientation (0x112), a short, 6.
  const exif = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0]
  const tiff = [
    0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  ]
  const turned = new Blob([
    jpeg.slice(0, 2),
    new Uint8Array([...exif, ...tiff.slice(0, 26)]),
    jpeg.slice(2),
  ])
  const { size, first, last } = await corners(turned)
  expect(size).toEqual([8, 16])
  expect(first[0]).toBeGreaterThan(200)
  expect(last[2]).toBeGreaterThan(200)
})

it('reduces a large image to a whole fraction', async () => {
  // √(3000² / 2²²) = 1.46, so a half.
  const vast = await halves(3000, 3000).convertToBlob()
  expect(await corners(vast)).toEqual({ size: [1500, 1500], first: [255, 0, 0], last: [0, 0, 255] })
})

it.each<[string, unknown, string]>([
  ['no bytes', new Blob(), 'Blob of 0 bytes is not an image that can be read: it is empty'],
  ['text', new File(['not an image'], 'notes.png'), 'notes.png is not an image that can be read'],
  ['an address of nothing', '/no/such.png', '/no/such.png is not an image that can be read'],
  ['a number', 7, '7 is not an image'],
])('refuses %s in one line that names it', async (_, input, says) => {
  const error = await readImage(input as string).catch((e: unknown) => e)
  if (!AdapterError.isInstance(error)) throw error
  expect(error.message).toContain(says)
  expect(error.message).not.toContain('\n')
})
