import { expect, test } from 'vitest'
import { activeGroups } from './active-groups.ts'
import { codesOf } from './codes-of.ts'
import { deadFraction } from './dead-fraction.ts'
import { density } from './density.ts'
import { firingByModality } from './firing-by-modality.ts'
import { l0 } from './l0.ts'

const codes = codesOf([
  [1, 0, 2, 0],
  [0, 0, 3, 0],
  [1, 1, 1, 0],
])

test('l0 counts non-zero latents per sample', () => {
  expect(l0(codes)).toEqual({ mean: 2, sd: 1, n: 3 })
  codes.values[0] = 0
  expect(l0(codes).mean).toBeCloseTo(5 / 3)
  codes.values[0] = 1
  expect(() => l0(codesOf([]))).toThrow(/no rows/)
})

test('activeGroups counts a group once however many of its latents fire', () => {
  const partition = { names: ['a', 'b'], of: Uint32Array.of(0, 0, 1, 1) }
  expect(activeGroups(codes, partition).mean).toBeCloseTo(5 / 3)
  const short = { names: ['a'], of: Uint32Array.of(0, 0, 0) }
  expect(() => activeGroups(codes, short)).toThrow(/3 latents.*4/)
  const unnamed = { names: ['a'], of: Uint32Array.of(0, 0, 0, 1) }
  expect(() => activeGroups(codes, unnamed)).toThrow(/latent 3 is in group 1/)
})

test('density is the firing rate of each latent', () => {
  expect([...density(codes)]).toEqual([2 / 3, 1 / 3, 1, 0])
})

test('a latent is dead only if it never fires in any of the sets', () => {
  expect(deadFraction([codes])).toBe(0.25)
  expect(deadFraction([codes, codesOf([[0, 0, 0, 1]])])).toBe(0)
  expect(() => deadFraction([codes, codesOf([[1]])])).toThrow(/4 and 1/)
  expect(() => deadFraction([])).toThrow(/at least one/)
})

test('firingByModality counts every subset of modalities', () => {
  const counts = firingByModality({
    image: codes,
    text: codesOf([[0, 1, 0, 0]]),
    audio: codesOf([[0, 1, 1, 0]]),
  })
  expect(Object.fromEntries(counts)).toEqual({
    image: 1,
    text: 0,
    'image+text': 0,
    audio: 0,
    'image+audio': 1,
    'text+audio': 0,
    'image+text+audio': 1,
    none: 1,
  })
})
