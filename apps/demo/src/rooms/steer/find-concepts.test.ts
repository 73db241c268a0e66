import { expect, it } from 'vitest'
import { findConcepts, type Findable } from './find-concepts.ts'

const latentNames = ['dog', 'dog', 'hot dog', 'cat', 'dog']
const run = {
  summary: {
    latents: 5,
    samples: { classes: ['cat', 'dog', 'ghost'], labels: Int32Array.of(0, 1) },
  },
  groups: { dead: Uint8Array.of(0, 0, 1) },
  latents: { dead: Uint8Array.of(0, 0, 0, 0, 1), topShare: Float32Array.of(0.2, 0.9, 1, 1, 1) },
  partition: { names: ['animals', 'bulldogs, dogs', 'dog dead'] },
  groupName: (g: number) => ['animals', 'bulldogs, dogs', 'dog dead'][g]!,
  latentName: (i: number) => latentNames[i]!,
} as unknown as Findable

const list = (words: string, count = 10) =>
  findConcepts(run, words, count).map(({ kind, index }) => `${kind} ${index}`)

it('puts classes before groups before latents, the clearest latents first', () => {
  expect(list('dog')).toEqual(['class 1', 'group 1', 'latent 2', 'latent 1', 'latent 0'])
  expect(list('DOG ', 2)).toEqual(['class 1', 'group 1'])
  expect(list('ogs')).toEqual(['group 1'])
})

it('leaves out what never fires and classes without samples', () => {
  expect(list('dead')).toEqual([])
  expect(list('ghost')).toEqual([])
  expect(list('#4')).toEqual([])
})

it('finds a latent by number, and all classes and groups by nothing', () => {
  expect(list('#3')).toEqual(['latent 3'])
  expect(list('#99')).toEqual([])
  expect(list('')).toEqual(['class 0', 'class 1', 'group 0', 'group 1'])
})
