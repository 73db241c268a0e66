import { createRandom } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { bridgeScore } from './bridge-score.ts'
import { codesOf, matrixOf } from './codes-of.ts'
import { pairedCosine } from './paired-cosine.ts'
import { shuffledPartners } from './shuffled-partners.ts'
import { supportAlignment } from './support-alignment.ts'

const a = codesOf([
  [1, 2, 0],
  [0, 0, 4],
])
const b = codesOf([
  [3, 0, 0],
  [0, 0, 1],
])

test('support alignment is the mean Jaccard index, shuffled pairs beside it', () => {
  // Jaccard 1/2 and 1 for the pairs, 0 and 0 for the swapped ones.
  expect(supportAlignment(a, b)).toEqual({ paired: 0.75, shuffled: 0 })
})

test('paired cosine compares values too', () => {
  expect(pairedCosine(a, b).paired).toBeCloseTo((1 / Math.sqrt(5) + 1) / 2, 6)
  expect(pairedCosine(a, b).shuffled).toBe(0)
})

test('empty codes share nothing', () => {
  const empty = codesOf([
    [0, 0, 0],
    [0, 0, 0],
  ])
  expect(supportAlignment(empty, empty).paired).toBe(0)
  expect(pairedCosine(empty, a).paired).toBe(0)
})

test('unrelated codes score at the noise floor', () => {
  const random = createRandom(3)
  const noise = () =>
    codesOf(
      Array.from({ length: 400 }, () =>
        Array.from({ length: 20 }, () => (random.uniform() < 0.2 ? 1 : 0)),
      ),
    )
  const { paired, shuffled } = supportAlignment(noise(), noise(), { seed: 1 })
  expect(Math.abs(paired - shuffled)).toBeLessThan(0.02)
})

test('the shuffle is a seeded permutation without fixed points', () => {
  const partners = shuffledPartners(50, 7)
  expect(new Set(partners).size).toBe(50)
  expect(partners.every((partner, n) => partner !== n)).toBe(true)
  expect(shuffledPartners(50, 7)).toEqual(partners)
  expect(shuffledPartners(50, 8)).not.toEqual(partners)
})

test('bridge score is E[zᵃ zᵇᵀ] ⊙ (Wᵃ Wᵇᵀ), here against the full matrices', () => {
  const wa = matrixOf([
    [1, 0],
    [0, 1],
    [1, 1],
  ])
  const wb = matrixOf([
    [1, 2],
    [3, 1],
    [0, -1],
  ])
  // E[zᵃzᵇᵀ] has (0,0) = 3/2, (1,0) = 3, (2,2) = 2; WᵃWᵇᵀ there is 1, 2 and −1.
  const score = bridgeScore(a, b, wa, wb)
  expect([...score.diagonal]).toEqual([1.5, 0, -2])
  expect(score.diagonalShare).toBeCloseTo(3.5 / 9.5, 12)
  expect(score.strongest).toEqual([
    { a: 1, b: 0, score: 6 },
    { a: 2, b: 2, score: -2 },
    { a: 0, b: 0, score: 1.5 },
  ])
})

test('refuses codes that are no pairs and dictionaries without a shared space', () => {
  const w = matrixOf([[1], [1], [1]])
  expect(() =>
    bridgeScore(
      a,
      b,
      w,
      matrixOf([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ),
  ).toThrow(/3×1 and 3×2/)
  expect(() => bridgeScore(a, b, matrixOf([[1]]), matrixOf([[1]]))).toThrow(/3 latents.*1 atoms/)
  expect(() => supportAlignment(a, codesOf([[1, 0, 0]]))).toThrow(/2 and 1/)
})
