import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { AdapterError } from '@cmgsae/adapter'
import { readImage } from './read-image.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-image-'))
afterAll(() => rmSync(folder, { recursive: true }))

function kept(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** Left half red, right half blue. */
function halves(width = 8, height = 4) {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const left = Math.floor(i / 3) % width < width / 2
    return [left ? 255 : 0, 0, left ? 0 : 255][i % 3]!
  })
  return sharp(data, { raw: { width, height, channels: 3 } })
}

const png = await halves().png().toBuffer()
const HALF = [255, 0, 0]
const OTHER = [0, 0, 255]

async function corners(input: Parameters<typeof readImage>[0]) {
  const { width, height, data } = await readImage(input)
  const at = (i: number) => [...data.subarray(i * 3, i * 3 + 3)]
  return { size: [width, height], first: at(0), last: at(width * height - 1) }
}

it('reads a path, a file URL, a Blob, a File, bytes and a data URL alike', async () => {
  const path = kept('plain.png', png)
  const bytes = new Uint8Array(png)
  const expected = { size: [8, 4], first: HALF, last: OTHER }
  const inputs = [
    path,
    pathToFileURL(path),
    pathToFileURL(path).href,
    new Blob([bytes]),
    new File([bytes], 'a.png'),
    bytes,
    bytes.buffer,
    `data:image/png;base64,${png.toString('base64')}`,
  ]
  for (const input of inputs) expect(await corners(input)).toEqual(expected)
})

it('fetches an address, says what it answers, and hears an abort', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/a.png') response.end(png)
    else if (request.url === '/slow.png') response.write('x')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const at = (path: string) => new URL(path, `http://127.0.0.1:${port}`)
  try {
    expect(await corners(at('a.png'))).toMatchObject({ size: [8, 4] })
    await expect(readImage(at('none.png'))).rejects.toThrow(
      'none.png is not an image that can be read: its address answers 404',
    )
    const reason = new Error('enough')
    await expect(
      readImage(at('slow.png'), { signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect(readImage(at('a.png'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

it('turns CMYK into the colours it stands for', async () => {
  const plain = (background: string) =>
    sharp({ create: { width: 16, height: 16, channels: 3, background } })
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer()
  const { channels } = await sharp(await plain('#fff')).metadata()
  expect(channels).toBe(4)
  const white = await corners(await plain('#ffffff'))
  for (const level of white.first) expect(level).toBeGreaterThan(245)
  const [red, green, blue] = (await corners(await plain('#e02020'))).first as [
    number,
    number,
    number,
  ]
  expect(red).toBeGreaterThan(200)
  expect(green).toBeLessThan(70)
  expect(blue).toBeLessThan(70)
})

it('reads grey, grey with alpha, palettes and 16 bits', async () => {
  const grey = sharp(Uint8Array.from([0, 128, 255, 64]), {
    raw: { width: 2, height: 2, channels: 1 },
  })
  expect([...(await readImage(await grey.png().toBuffer())).data]).toEqual([
    0, 0, 0, 128, 128, 128, 255, 255, 255, 64, 64, 64,
  ])
  const faded = sharp(Uint8Array.from([0, 0, 0, 255]), {
    raw: { width: 2, height: 1, channels: 2 },
  })
  const two = await faded.toColourspace('b-w').png().toBuffer()
  expect((await sharp(two).metadata()).channels).toBe(2)
  expect([...(await readImage(two)).data]).toEqual([255, 255, 255, 0, 0, 0])
  expect(await corners(await halves().png({ palette: true }).toBuffer())).toMatchObject({
    first: HALF,
    last: OTHER,
  })
  const deep = Uint16Array.from([65535, 32896, 0])
  const sixteen = await sharp(deep, { raw: { width: 1, height: 1, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()
  expect((await sharp(sixteen).metadata()).depth).toBe('ushort')
  expect([...(await readImage(sixteen)).data]).toEqual([255, 128, 0])
})

it('lays what is transparent on white, whatever colour hides below', async () => {
  const pixels = Uint8Array.from([255, 0, 0, 0, 0, 0, 0, 51])
  const image = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
    .png()
    .toBuffer()
  expect([...(await readImage(image)).data]).toEqual([255, 255, 255, 204, 204, 204])
})

it('turns an image upright by its EXIF orientation', async () => {
  // Orientation 6: the camera was held on its side, the left edge becomes the top.
  const turned = await halves().withMetadata({ orientation: 6 }).png().toBuffer()
  expect(await corners(turned)).toEqual({ size: [4, 8], first: HALF, last: OTHER })
})

it('takes the first frame of an animation', async () => {
  const frames = Uint8Array.from({ length: 2 * 4 * 4 * 3 }, (_, i) => (i < 48 ? 0 : 255))
  const gif = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .gif({ loop: 0, delay: [10, 10] })
    .toBuffer()
  expect((await sharp(gif, { animated: true }).metadata()).pages).toBe(2)
  expect(await corners(gif)).toEqual({ size: [4, 4], first: [0, 0, 0], last: [0, 0, 0] })
})

it('reads one pixel, and reduces 108 million to a whole fraction', async () => {
  expect(await corners(await halves(1, 1).png().toBuffer())).toMatchObject({ size: [1, 1] })
  const vast = await sharp({
    create: { width: 12_000, height: 9_000, channels: 3, background: '#ff0000' },
  })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer()
  // √(108e6 / 2²²) = 5.07, so a sixth.
  expect(await corners(kept('vast.png', vast))).toMatchObject({ size: [2000, 1500] })
})

it.each<[string, unknown, string]>([
  ['no bytes', new Uint8Array(), '0 bytes is not an image that can be read: it is empty'],
  [
    'an empty file',
    kept('empty.png', new Uint8Array()),
    'empty.png is not an image that can be read: it is empty (0 bytes)',
  ],
  [
    'text',
    kept('notes.png', Buffer.from('not an image')),
    'notes.png is not an image that can be read: Input',
  ],
  ['a file cut off', kept('cut.png', png.subarray(0, 60)), 'cut.png is not an image'],
  [
    'a path to nothing',
    join(folder, 'none.png'),
    'none.png is not an image that can be read: ENOENT',
  ],
  ['a folder', folder, 'is not an image'],
  ['a number', 7, '7 is not an image that can be read: it must be a path'],
  ['nothing', undefined, 'undefined is not an image'],
  ['pixels that do not fit', { width: 2, height: 2, data: new Uint8Array(5) }, '2×2 pixels is not'],
  ['a Blob of text', new Blob(['text']), 'Blob of 4 bytes is not an image'],
])('refuses %s in one line that names it', async (_, input, says) => {
  const error = await readImage(input as string).catch((e: unknown) => e)
  if (!AdapterError.isInstance(error)) throw error
  expect(error.message).toContain(says)
  expect(error.message).not.toContain('\n')
})
