import { createRandom, matrix } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { matrixOf } from './codes-of.ts'
import { selectRows } from './features.ts'
import { stability } from './stability.ts'

test('is 1 for a permuted and rescaled dictionary, and finds the permutation', () => {
  const random = createRandom(4)
  const a = matrix(
    30,
    8,
    Float32Array.from({ length: 240 }, () => random.normal()),
  )
  const order = Array.from({ length: 30 }, (_, i) => i)
  random.shuffle(order)
  const b = selectRows(a, order)
  b.data.forEach((value, at) => (b.data[at] = 3 * value))
  const { mean, matches } = stability(a, b)
  expect(mean).toBeCloseTo(1, 6)
  expect(matches.every(({ a: i, b: j }) => order[j] === i)).toBe(true)
})

test('takes the assignment of largest sum, not the greedy one', () => {
  const a = matrixOf([
    [1, 0],
    [0.8, 0.6],
  ])
  const b = matrixOf([
    [0.96, 0.28],
    [1, 0],
  ])
  // Cosines: (0,0) .96, (0,1) 1, (1,0) .936, (1,1) .8. Parallel gives 1.76, crossing 1.936.
  const { mean, matches } = stability(a, b)
  expect(mean).toBeCloseTo(1.936 / 2, 6)
  expect(matches.map(({ b: j }) => j)).toEqual([1, 0])
})

test('only live latents take part, in unequal numbers either way', () => {
  const a = matrixOf([
    [1, 0],
    [0, 1],
    [0, 0],
  ])
  const b = matrixOf([
    [0, 1],
    [1, 0],
    [1, 1],
  ])
  expect(stability(a, b).matches).toHaveLength(2)
  expect(stability(b, a).mean).toBeCloseTo(1, 6)
  const one = stability(a, b, { liveA: Uint8Array.of(1, 0, 0), liveB: Uint8Array.of(1, 0, 0) })
  expect(one.matches).toEqual([{ a: 0, b: 0, cosine: 0 }])
})

test('refuses unequal widths, a short mask and dead dictionaries', () => {
  const a = matrixOf([[1, 0]])
  expect(() => stability(a, matrixOf([[1]]))).toThrow(/2 and 1/)
  expect(() => stability(a, a, { liveA: new Uint8Array(2) })).toThrow(/liveA has 2/)
  expect(() => stability(a, a, { liveB: new Uint8Array(1) })).toThrow(/none of 1 atoms.*liveB/)
})
