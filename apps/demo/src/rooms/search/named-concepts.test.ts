import { expect, it } from 'vitest'
import { suggested } from './named-concepts.ts'

const all = ['hot dog', 'Dog', 'cat', 'dogwood'].map((name, index) => ({
  concept: { kind: 'latent', index } as const,
  key: `l${index}`,
  name,
  group: 0,
}))
const names = (words: string, count = 10) =>
  suggested(all, words, { lit: [all[2]!], count }).map(({ name }) => name)

it('suggests what begins with the words before what has them', () => {
  expect(names('dog')).toEqual(['Dog', 'dogwood', 'hot dog'])
  expect(names('dog', 2)).toEqual(['Dog', 'dogwood'])
})

it('finds by number, and suggests what is lit without words', () => {
  expect(names('#3')).toEqual(['dogwood'])
  expect(names(' ')).toEqual(['cat'])
  expect(names('bird')).toEqual([])
})
