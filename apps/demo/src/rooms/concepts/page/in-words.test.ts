import { expect, it } from 'vitest'
import type { Described } from '../described.ts'
import { inWords } from './in-words.ts'

/** One that is shared, one of sounds, one that is dead. */
const concepts: Described = {
  kind: 'latent',
  modalities: ['image', 'audio'],
  table: {
    density: {},
    mean: {},
    max: {},
    score: { image: Float32Array.of(0.6, 0.05, NaN), audio: Float32Array.of(0.4, 0.95, NaN) },
    dead: Uint8Array.of(0, 0, 1),
    topClass: Int32Array.of(1, -1, -1),
    topShare: Float32Array.of(0.75, 0, 0),
    size: Uint32Array.of(1, 1, 1),
  },
  names: [],
  groups: null,
  words: [],
  density: Float32Array.of(0.125, 0.031, 0),
  main: Int8Array.of(0, 1, -1),
  named: Uint8Array.of(0, 0, 0),
}

it('says how often, for what and where a concept fires', () => {
  expect(inWords(concepts, 0, ['bell', 'car'])).toBe(
    'It fires in 13\u00A0% of the samples, most of all car (75\u00A0%). ' +
      'Modalities share it: image 60\u00A0%, audio 40\u00A0% of its activation.',
  )
  expect(inWords(concepts, 1, [])).toBe(
    'It fires in 3.1\u00A0% of the samples. It belongs to audio: 95\u00A0% of its activation is there.',
  )
})

it('says that nothing lights it', () => {
  expect(inWords(concepts, 2, [])).toContain('fires in none of the samples')
})
