import { createRandom, densify, matrix } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { codesOf, matrixOf } from './codes-of.ts'
import { crossModalMonosemanticity } from './cross-modal-monosemanticity.ts'
import { monosemanticity } from './monosemanticity.ts'

const random = createRandom(5)
const sample = (n: number) => ({
  codes: codesOf(
    Array.from({ length: n }, () =>
      Array.from({ length: 6 }, () => (random.uniform() < 0.5 ? random.uniform() : 0)),
    ),
  ),
  e: matrix(
    n,
    4,
    Float32Array.from({ length: 4 * n }, () => random.normal()),
  ),
})

const cosine = (x: Float32Array, y: Float32Array) => {
  const dot = (u: Float32Array, v: Float32Array) =>
    u.reduce((sum, value, j) => sum + value * v[j]!, 0)
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
}

/** Σ a_n b_m cos / Σ a_n b_m over all pairs, without equal indices if `distinct`. */
function bruteForce(
  a: ReturnType<typeof sample>,
  b: ReturnType<typeof sample>,
  latent: number,
  distinct: boolean,
): number {
  const za = densify(a.codes)
  const zb = densify(b.codes)
  let top = 0
  let bottom = 0
  for (let n = 0; n < a.e.rows; n++) {
    for (let m = 0; m < b.e.rows; m++) {
      if (distinct && n === m) continue
      const weight = za[n * 6 + latent]! * zb[m * 6 + latent]!
      const x = a.e.data.subarray(n * 4, n * 4 + 4)
      const y = b.e.data.subarray(m * 4, m * 4 + 4)
      top += weight * cosine(x, y)
      bottom += weight
    }
  }
  return top / bottom
}

test('MS in O(n) equals all pairs', () => {
  const s = sample(25)
  const scores = monosemanticity(s.codes, s.e)
  for (let i = 0; i < 6; i++) expect(scores[i]).toBeCloseTo(bruteForce(s, s, i, true), 5)
})

test('MMS in O(n) equals all cross-modal pairs, of unequal numbers', () => {
  const a = sample(8)
  const b = sample(5)
  const scores = crossModalMonosemanticity(a, b)
  for (let i = 0; i < 6; i++) expect(scores[i]).toBeCloseTo(bruteForce(a, b, i, false), 5)
})

test('is 1 for equal directions, 0 for orthogonal ones, NaN below two samples', () => {
  const codes = codesOf([
    [1, 2, 0],
    [3, 0, 0],
    [0, 1, 1],
  ])
  const e = matrixOf([
    [1, 0],
    [5, 0],
    [0, 2],
  ])
  const [same, orthogonal, single] = monosemanticity(codes, e)
  expect(same).toBeCloseTo(1, 12)
  expect(orthogonal).toBeCloseTo(0, 12)
  expect(single).toBeNaN()
  const silent = { codes: codesOf([[1, 0, 0]]), e: matrixOf([[1, 0]]) }
  expect([...crossModalMonosemanticity({ codes, e }, silent)].map(Number.isNaN)).toEqual([
    false,
    true,
    true,
  ])
})

test('refuses embeddings of other samples or another space', () => {
  const s = sample(3)
  expect(() => monosemanticity(s.codes, matrixOf([[1]]))).toThrow(/3 and 1/)
  expect(() => crossModalMonosemanticity(s, { ...s, e: matrix(3, 2) })).toThrow(/4 and 2/)
})
