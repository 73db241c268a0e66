import { describe, expect, it } from 'vitest'
import { WorldError } from '../errors.ts'
import { rasterise, rasterisePixels } from './rasterise.ts'

const halves =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2" width="2" height="2"><rect width="1" height="2" fill="#ff0000"/><rect x="1" width="1" height="2" fill="#0000ff"/></svg>'

describe('rasterisePixels', () => {
  it('gives RGBA row by row', async () => {
    const { width, height, data } = await rasterisePixels(halves, { size: 4 })
    expect([width, height, data.length]).toEqual([4, 4, 64])
    expect([...data.subarray(0, 16)]).toEqual([
      255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255,
    ])
  })

  it('draws 96 pixels unless told otherwise', async () => {
    expect((await rasterisePixels(halves)).width).toBe(96)
  })
})

describe('rasterise', () => {
  it('gives a png, the same each time', async () => {
    const png = await rasterise(halves, { size: 10 })
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
    const header = new DataView(png.buffer, png.byteOffset)
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([10, 10])
    expect(Buffer.compare(png, await rasterise(halves, { size: 10 }))).toBe(0)
  })

  it('refuses what it cannot draw, in one line', async () => {
    await expect(rasterise('<svg', {})).rejects.toThrow(/^the svg "<svg"… cannot be drawn: .+$/)
    await expect(rasterise(halves, { size: 0 })).rejects.toThrow(
      'the size 0 must be a whole number of pixels from 1 to 4096',
    )
    const refused: unknown = await rasterise(halves, { size: 9.5 }).catch((error: unknown) => error)
    expect(WorldError.isInstance(refused)).toBe(true)
  })
})
