import { expect, it } from 'vitest'
import type { Described } from '../described.ts'
import { orderConcepts } from './order-concepts.ts'

/** A car in both, a bell in sounds, one that is dead, and a car in pictures. */
const concepts: Described = {
  kind: 'latent',
  modalities: ['image', 'audio'],
  table: {
    density: {},
    mean: {},
    max: {},
    score: {
      image: Float32Array.of(0.5, 0, NaN, 1),
      audio: Float32Array.of(0.5, 1, NaN, 0),
    },
    dead: Uint8Array.of(0, 0, 1, 0),
    topClass: Int32Array.of(0, 1, -1, 0),
    topShare: Float32Array.of(0.4, 0.9, 0, 0.6),
    size: Uint32Array.of(1, 1, 1, 1),
  },
  names: ['car', 'bell', 'latent 2', 'car'],
  groups: ['street', 'church', 'church', 'street'],
  words: ['car street #0', 'bell church #1', 'latent 2 church #2', 'car street #3'],
  density: Float32Array.of(0.1, 0.3, 0, 0.1),
  main: Int8Array.of(0, 1, -1, 0),
  named: Uint8Array.of(0, 0, 1, 0),
}
const order = (wanted: { find?: string; only?: string; key?: string; descending?: boolean }) =>
  orderConcepts(concepts, {
    find: wanted.find ?? '',
    only: wanted.only,
    sorting: { key: wanted.key ?? 'number', descending: wanted.descending ?? false },
  })

it('sorts by numbers and by words, equals by number', () => {
  expect(order({ key: 'density', descending: true })).toEqual([1, 0, 3, 2])
  expect(order({ key: 'density' })).toEqual([2, 0, 3, 1])
  expect(order({ key: 'share', descending: true })).toEqual([1, 3, 0, 2])
  expect(order({ key: 'name' })).toEqual([1, 0, 3, 2])
  expect(order({ key: 'group' })).toEqual([1, 2, 0, 3])
  expect(order({ descending: true })).toEqual([3, 2, 1, 0])
})

it('puts those without a value last in both directions', () => {
  expect(order({ key: 'score image', descending: true })).toEqual([3, 0, 1, 2])
  expect(order({ key: 'score image' })).toEqual([1, 0, 3, 2])
})

it('sorts many as a comparison would, below zero too', () => {
  const values = Float32Array.from({ length: 500 }, (_, i) =>
    i % 7 === 0 ? NaN : (((i * 7919) % 101) - 50) / (1 + (i % 3)),
  )
  const indices = [...values.keys()]
  const many: Described = {
    ...concepts,
    names: indices.map(String),
    words: indices.map(String),
    table: { ...concepts.table, size: new Uint32Array(500).fill(1) },
    density: values,
  }
  for (const descending of [false, true]) {
    const sorting = { key: 'density', descending }
    const sign = descending ? -1 : 1
    const rank = (i: number) => (Number.isNaN(values[i]) ? Infinity : sign * values[i]!)
    expect(orderConcepts(many, { find: '', only: undefined, sorting })).toEqual(
      indices.toSorted((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b))),
    )
  }
})

it('keeps what all words occur in', () => {
  expect(order({ find: 'Street  CAR' })).toEqual([0, 3])
  expect(order({ find: '#1' })).toEqual([1])
  expect(order({ find: 'church car' })).toEqual([])
})

it('keeps a kind', () => {
  expect(order({ only: 'shared' })).toEqual([0])
  expect(order({ only: 'image' })).toEqual([3])
  expect(order({ only: 'audio' })).toEqual([1])
  expect(order({ only: 'dead' })).toEqual([2])
  expect(order({ only: 'live' })).toEqual([0, 1, 3])
  expect(order({ only: 'named' })).toEqual([2])
})

it('leaves out groups without latents', () => {
  const size = Uint32Array.of(4, 0, 1, 1)
  const emptied = { ...concepts, table: { ...concepts.table, size } }
  const wanted = { find: '', only: undefined, sorting: { key: 'size', descending: true } }
  expect(orderConcepts(emptied, wanted)).toEqual([0, 2, 3])
})
