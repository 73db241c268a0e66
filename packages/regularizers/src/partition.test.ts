import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contiguous } from './contiguous.ts'
import { fromClusters } from './from-clusters.ts'
import { fromLists } from './from-lists.ts'
import { nested } from './nested.ts'
import { partitionFromJSON, partitionToJSON } from './partition-json.ts'

test('contiguous blocks, the last one shorter', () => {
  const { of, sizes, names, latents } = contiguous({ latents: 5, size: 2 })
  expect([...of]).toEqual([0, 0, 1, 1, 2])
  expect([...sizes]).toEqual([2, 2, 1])
  expect(names).toEqual(['group 0', 'group 1', 'group 2'])
  expect(latents).toBe(5)
  expect(contiguous({ latents: 4, size: 2, names: ['dogs', 'cars'] }).names[1]).toBe('cars')
})

test('clusters keep their numbers, and names may name empty ones', () => {
  const { of, sizes } = fromClusters([2, 0, 2], { names: ['a', 'b', 'c', 'd'] })
  expect([...of]).toEqual([2, 0, 2])
  expect([...sizes]).toEqual([1, 0, 2, 0])
  expect(fromClusters(Int32Array.of(1, 0)).names).toEqual(['group 0', 'group 1'])
})

test('lists name their latents, the others rest', () => {
  const partition = fromLists({ latents: 5, lists: { dogs: [4, 0], cars: [2] } })
  expect([...partition.of]).toEqual([0, 2, 1, 2, 0])
  expect(partition.names).toEqual(['dogs', 'cars', 'rest'])
  expect([...partition.sizes]).toEqual([2, 1, 2])
  expect(fromLists({ latents: 2, lists: { all: [0, 1] } }).names).toEqual(['all'])
})

test('what is no partition is refused, by name', () => {
  const wrong: [() => unknown, string][] = [
    [() => contiguous({ latents: 0, size: 1 }), 'latents is 0; it must be a whole number'],
    [() => contiguous({ latents: 4, size: 1.5 }), 'size is 1.5'],
    [() => contiguous({ latents: 4, size: 2, names: ['a'] }), '1 names for 2 groups'],
    [() => contiguous({ latents: 4, size: 2, names: ['a', 'a'] }), 'two groups are named "a"'],
    [() => fromClusters([0, -1]), 'latent 1 is in cluster -1'],
    [() => fromClusters([0, 2], { names: ['a'] }), '1 names for 3 groups; give one per group'],
    [
      () => fromLists({ latents: 3, lists: { dogs: [3] } }),
      'group "dogs" lists latent 3; latents are 0 … 2',
    ],
    [() => fromLists({ latents: 3, lists: { dogs: [1, 1] } }), '"dogs" lists latent 1 twice'],
    [
      () => fromLists({ latents: 3, lists: { dogs: [1], cars: [1] } }),
      'latent 1 is in group "dogs" and in "cars"; groups must not overlap',
    ],
    [() => fromLists({ latents: 3, lists: { rest: [1] } }), 'two groups are named "rest"'],
    [
      () => partitionFromJSON({ latents: 2, names: ['a'], lists: [[0]] }),
      'latent 1 is in no group; every latent needs one',
    ],
    [() => partitionFromJSON({ latents: 1, names: ['a', 'b'], lists: [[0]] }), '2 names for 1'],
  ]
  for (const [make, message] of wrong) expect(make).toThrow(message)
})

test('a partition survives JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { minLength: 1 }), (assignment) => {
      const partition = fromClusters(assignment)
      const text = JSON.stringify(partitionToJSON(partition))
      expect(partitionFromJSON(JSON.parse(text))).toEqual(partition)
    }),
  )
  expect(partitionToJSON(fromLists({ latents: 3, lists: { dogs: [2, 0] } }))).toEqual({
    latents: 3,
    names: ['dogs', 'rest'],
    lists: [[0, 2], [1]],
  })
})

test('branching merges neighbours level by level, short of the root', () => {
  const { levels } = nested({ partition: contiguous({ latents: 10, size: 2 }), branching: 2 })
  expect(levels.map(({ of }) => [...of].join(''))).toEqual([
    '0011223344',
    '0000111122',
    '0000000011',
  ])
  expect(levels[1]!.names).toEqual(['group 0 … group 1', 'group 2 … group 3', 'group 4'])
  expect([...levels[2]!.sizes]).toEqual([8, 2])
  const single = nested({ partition: contiguous({ latents: 4, size: 2 }), branching: 2 })
  expect(single.levels.length).toBe(1)
})

test('levels by hand must nest', () => {
  const fine = fromLists({ latents: 4, lists: { dogs: [0, 1], cats: [2], cars: [3] } })
  const coarse = fromLists({ latents: 4, lists: { animals: [0, 1, 2], vehicles: [3] } })
  expect(nested({ levels: [fine, coarse] }).levels).toEqual([fine, coarse])
  const straddling = fromLists({ latents: 4, lists: { big: [0, 2, 3], small: [1] } })
  expect(() => nested({ levels: [fine, straddling] })).toThrow(
    'group "dogs" straddles "big" and "small"; levels must nest, finest first',
  )
  expect(() => nested({ levels: [coarse, fine] })).toThrow('group "animals" straddles')
  expect(() => nested({ levels: [] })).toThrow('levels is empty')
  expect(() => nested({ levels: [fine, contiguous({ latents: 5, size: 5 })] })).toThrow(
    'level 1 has 5 latents, level 0 has 4; they must agree',
  )
  expect(() => nested({ partition: fine, branching: 1 })).toThrow('branching is 1')
})
