import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { sampleMedia } from './sample-media.ts'

const path = temporaryFolder()

it('finds the pictures and sounds that rows name, and nothing else they name', () => {
  mkdirSync(path('media'))
  for (const name of ['a.png', 'a.wav', 'notes.txt']) writeFileSync(path('media', name), 'x')
  const image = ['a.png', path('media', 'a.png'), 'gone.png', 'notes.txt', '../media/a.png', null]
  const audio = ['a.wav', 'https://example.org/b.wav', '', 'a.png', undefined, 7]
  const rows = image.map((name, n) => ({ image: name, audio: audio[n] }))
  const metadata = { columns: ['image', 'audio'], rows }
  const all = { rows: Uint32Array.of(0, 1, 2, 3, 4, 5), root: path('media') }
  const png = path('media', 'a.png')
  expect(sampleMedia(metadata, all)).toEqual([
    { kind: 'image', files: [png, png, null, null, png, null], lost: 2 },
    {
      kind: 'audio',
      files: [path('media', 'a.wav'), 'https://example.org/b.wav', null, null, null, null],
      lost: 1,
    },
  ])
  expect(sampleMedia(metadata, { ...all, rows: Uint32Array.of(4) })[0]!.files).toEqual([png])
})

it('finds none in a table of other things', () => {
  const metadata = { columns: ['id', 'caption'], rows: [{ id: 1, caption: 'a dog' }] }
  expect(sampleMedia(metadata, { rows: Uint32Array.of(0), root: '.' })).toEqual([])
  const numbers = { columns: ['id'], rows: [{ id: 1 }] }
  expect(sampleMedia(numbers, { rows: Uint32Array.of(0), root: '.' })).toEqual([])
})
