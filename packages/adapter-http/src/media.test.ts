import { describe, expect, it } from 'vitest'
import { toUri, type MediaInput } from './media.ts'
import type { Modality } from './modality.ts'

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (char) => char.charCodeAt(0)) : part,
    ),
  )

describe('the media type comes from the first bytes', () => {
  it.each<[string, Uint8Array]>([
    ['image/png', bytes([0x89], 'PNG\r\n', [0x1a], '\n')],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/gif', bytes('GIF89a')],
    ['image/webp', bytes('RIFF', [0, 0x0a, 0, 0], 'WEBPVP8 ')],
    ['image/avif', bytes([0, 0, 0, 32], 'ftypavif')],
    ['image/heic', bytes([0, 0, 0, 32], 'ftypheic')],
    ['image/tiff', bytes('II*', [0])],
    ['image/bmp', bytes('BM', [1, 2])],
    ['audio/wav', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt ')],
    ['audio/flac', bytes('fLaC')],
    ['audio/ogg', bytes('OggS')],
    ['audio/mp4', bytes([0, 0, 0, 32], 'ftypM4A ')],
    ['audio/webm', bytes([0x1a, 0x45, 0xdf, 0xa3])],
    ['audio/mpeg', bytes('ID3')],
    ['audio/mpeg', bytes([0xff, 0xfb, 0x90])],
  ])('%s', async (type, data) => {
    const uri = await toUri(data, type.split('/')[0] as Modality)
    expect(uri).toBe(`data:${type};base64,${Buffer.from(data).toString('base64')}`)
  })
})

it('gives every byte of a large file', async () => {
  const data = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7) % 256)
  data.set([0xff, 0xd8, 0xff])
  const expected = `data:image/jpeg;base64,${Buffer.from(data).toString('base64')}`
  const inside = new Uint8Array(200_010)
  inside.set(data, 5)
  for (const input of [
    data,
    data.buffer,
    inside.subarray(5, 200_005),
    Buffer.from(data),
    new Blob([data]),
    new File([data], 'a.txt', { type: 'text/plain' }),
  ]) {
    expect(await toUri(input, 'image')).toBe(expected)
  }
})

it("takes a Blob's type where the bytes do not tell", async () => {
  const blob = new Blob(['<svg/>'], { type: 'image/svg+xml' })
  expect(await toUri(blob, 'image')).toBe('data:image/svg+xml;base64,PHN2Zy8+')
})

it('leaves URLs and data: URIs as they are', async () => {
  for (const url of ['https://host/cat.png', 'data:image/png;base64,AA==']) {
    expect(await toUri(url, 'image')).toBe(url)
  }
  expect(await toUri(new URL('https://host/a.wav'), 'audio')).toBe('https://host/a.wav')
})

it.each<[string, MediaInput, Modality, string]>([
  ['a path', 'photos/cat.png', 'image', "'photos/cat.png' is no http(s) URL and no data: URI"],
  ['a file URL', new URL('file:///cat.png'), 'image', "'file:///cat.png' is no http(s) URL"],
  [
    'a sound as image',
    bytes('OggS'),
    'image',
    "an input is 'audio/ogg', this adapter embeds image",
  ],
  ['an image as sound', bytes('BM'), 'audio', "an input is 'image/bmp', this adapter embeds audio"],
  ['such a data: URI', 'data:text/plain,hi', 'image', "an input is 'text/plain'"],
  [
    'unknown bytes',
    bytes('hello'),
    'audio',
    "an audio of 5 bytes begins '68 65 6c 6c', as none of wav, flac, ogg, mp4, webm, mpeg",
  ],
  ['nothing', new Uint8Array(0), 'image', "an image of 0 bytes begins ''"],
  ['a number', 7 as unknown as string, 'image', 'an image is 7: give a URL, a Blob or bytes'],
])('refuses %s', async (_, input, modality, says) => {
  await expect(toUri(input, modality)).rejects.toThrow(says)
})
