import { createRandom } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { varyText } from './vary-text.ts'

const caption = { tokens: [2, 10, 11, 12, 13, 14, 15, 16], meaning: 1 }
const name = { tokens: [2, 20, 21], meaning: -5 }
const UNKNOWN = 1

test('captions lose a tenth of their words, never their start', () => {
  const random = createRandom(1)
  const variants = Array.from({ length: 1000 }, () => varyText({ caption }, random).tokens)
  const hidden = variants.flat().filter((token) => token === UNKNOWN).length / 7000
  expect(hidden).toBeCloseTo(0.1, 1)
  for (const tokens of variants) {
    expect(tokens).toHaveLength(8)
    expect(tokens[0]).toBe(2)
    expect(tokens.every((token, i) => token === UNKNOWN || token === caption.tokens[i])).toBe(true)
  }
})

test('three in ten are named, in wordings that nobody knows', () => {
  const random = createRandom(2)
  const variants = Array.from({ length: 1000 }, () => varyText({ caption, name }, random))
  const named = variants.filter(({ meaning }) => meaning === name.meaning)
  expect(named.length / 1000).toBeCloseTo(0.3, 1)
  for (const { tokens } of named) {
    expect(tokens[0]).toBe(2)
    expect(tokens.filter((token) => token !== UNKNOWN)).toEqual(name.tokens)
  }
  expect(new Set(named.map(({ tokens }) => tokens.length)).size).toBe(13)
})
