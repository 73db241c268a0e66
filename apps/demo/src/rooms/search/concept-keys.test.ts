import { expect, it } from 'vitest'
import { conceptsOf, listOf } from './concept-keys.ts'

const counts = { latent: 32, group: 4 }

it('reads concepts of the run, each once, and leaves out the rest', () => {
  expect(conceptsOf('l31,g2,l31', counts)).toEqual([
    { kind: 'latent', index: 31 },
    { kind: 'group', index: 2 },
  ])
  expect(conceptsOf('l32,g4,x1,l,l1.5,', counts)).toEqual([])
  expect(conceptsOf(undefined, counts)).toEqual([])
})

it('reads what it writes', () => {
  const concepts = conceptsOf('g0,l7', counts)
  expect(listOf(concepts)).toBe('g0,l7')
  expect(listOf([])).toBeUndefined()
})
