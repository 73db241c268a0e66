import { expect, it } from 'vitest'
import { findSamples, searchable } from './find-samples.ts'

const samples = {
  count: 4,
  captions: ['A dog barking', 'a red car', 'Rain', 'a small dog in the rain'],
  classes: ['animal', 'vehicle'],
  labels: Int32Array.of(0, 1, -1, 0),
  rows: null,
  example: null,
  heldOut: new Uint32Array(0),
  media: { kind: 'files', urls: {} },
} as const

const found = (options: Parameters<typeof findSamples>[2]) => [
  ...findSamples(searchable(samples), samples.labels, options),
]

it('finds samples that have all the words, whatever their order and case', () => {
  expect(found({ find: 'DOG' })).toEqual([0, 3])
  expect(found({ find: 'rain  dog' })).toEqual([3])
  expect(found({ find: 'cat' })).toEqual([])
})

it('searches classes and numbers as well', () => {
  expect(found({ find: 'vehicle' })).toEqual([1])
  expect(found({ find: '#2' })).toEqual([2])
})

it('narrows to a class, and finds all without words', () => {
  expect(found({ class: 0 })).toEqual([0, 3])
  expect(found({ find: 'rain', class: 0 })).toEqual([3])
  expect(found({})).toEqual([0, 1, 2, 3])
})

it('does without captions and labels', () => {
  const bare = { ...samples, captions: null, labels: new Int32Array(4).fill(-1) }
  expect([...findSamples(searchable(bare), bare.labels, { find: '#3' })]).toEqual([3])
})
