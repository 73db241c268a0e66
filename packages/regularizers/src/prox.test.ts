import { allclose } from '@cmgsae/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chain } from './chain.ts'
import type { Codes } from './codes.ts'
import { contiguous } from './contiguous.ts'
import { crossModalGroup } from './cross-modal-group.ts'
import { elastic } from './elastic.ts'
import { groupLasso } from './group-lasso.ts'
import { l1 } from './l1.ts'
import { nested } from './nested.ts'
import type { Penalty } from './penalty.ts'
import { shrunkNorm } from './shrunk-norm.ts'
import { treeGroupLasso } from './tree-group-lasso.ts'
import { warmup } from './warmup.ts'

const ROWS = 2
const LATENTS = 4
const partition = contiguous({ latents: LATENTS, size: 2 })
const tree = nested({
  levels: [1, 2, 4].map((size) => contiguous({ latents: LATENTS, size })),
})

const penalties: Record<string, Penalty> = {
  l1: l1({ weight: 0.8 }),
  elastic: elastic({ l1: 0.5, l2: 1.5 }),
  groupLasso: groupLasso({ weight: 0.6, partition, epsilon: 0 }),
  'groupLasso, smooth': groupLasso({ weight: 0.6, partition, epsilon: 0.2 }),
  crossModalGroup: crossModalGroup({ weight: 0.9 }),
  treeGroupLasso: treeGroupLasso({ weight: 0.3, tree }),
  'l1 and groupLasso': chain(l1({ weight: 0.4 }), groupLasso({ weight: 0.4, partition })),
  warmup: warmup(l1({ weight: 0.8 }), () => 0.5),
}

const codesOf = (values: readonly Float32Array[]): Codes[] =>
  values.map((part) => ({ rows: ROWS, latents: LATENTS, values: part }))

const modality = fc
  .array(fc.integer({ min: -20, max: 20 }), {
    minLength: ROWS * LATENTS,
    maxLength: ROWS * LATENTS,
  })
  .map((whole) => Float32Array.from(whole, (z) => z / 10))

describe.each(Object.entries(penalties))('%s', (_, penalty) => {
  test('nothing near or far is better than its proximal step', () => {
    fc.assert(
      fc.property(modality, modality, fc.integer({ min: 1 }), (a, b, seed) => {
        const step = 1.3
        const z = [a, b]
        const objective = (u: readonly Float32Array[]) => {
          let squares = 0
          for (const s of [0, 1]) u[s]!.forEach((x, e) => (squares += (x - z[s]![e]!) ** 2))
          return squares / 2 + step * penalty.value(codesOf(u))
        }
        const u = z.map((part) => part.slice())
        penalty.prox!(codesOf(u), step)
        const best = objective(u)
        let state = seed
        const noise = () => {
          state = (Math.imul(state, 1664525) + 1013904223) | 0
          return state / 2 ** 31
        }
        // The objective is strictly convex: a minimum among neighbours is the minimum.
        for (const scale of [1, 0.1, 0.01, 0.001]) {
          for (let trial = 0; trial < 25; trial++) {
            const alone = trial % (2 * ROWS * LATENTS)
            const other = u.map((part, s) =>
              part.map((x, e) =>
                trial % 2 || alone === s * ROWS * LATENTS + e ? x + scale * noise() : x,
              ),
            )
            expect(objective(other)).toBeGreaterThan(best - 1e-9)
          }
        }
        expect(objective(z)).toBeGreaterThan(best - 1e-9)
      }),
      { numRuns: 30 },
    )
  })

  test('a step of 0 moves nothing, a huge one ends at 0, a negative one is refused', () => {
    const u = [Float32Array.of(1, -2, 0, 3, 1, 0, 0, 0), new Float32Array(8).fill(0.5)]
    const before = u.map((part) => part.slice())
    penalty.prox!(codesOf(u), 0)
    expect(u).toEqual(before)
    penalty.prox!(codesOf(u), 1e6)
    for (const part of u) allclose(part, new Float32Array(8), { atol: 1e-5 })
    expect(() => penalty.prox!(codesOf(u), -1)).toThrow('step is -')
  })
})

test('soft thresholding by hand: step·weight/n = 0.5', () => {
  const u = [Float32Array.of(1, -2, 0.25, 0, -0.5, 3, 0, 0)]
  l1({ weight: 1 }).prox!(codesOf(u), 1)
  expect([...u[0]!]).toEqual([0.5, -1.5, 0, 0, -0, 2.5, 0, 0])
})

test('a group shrinks over both modalities: ‖(3, 4)‖ = 5 loses 1', () => {
  const u = [Float32Array.of(3, 0, 0, 0, 0, 0, 0, 0), Float32Array.of(0, 4, 0, 0, 0, 0, 0, 0)]
  groupLasso({ weight: Math.SQRT2, partition, epsilon: 0 }).prox!(codesOf(u), 1)
  expect(u[0]![0]).toBeCloseTo(2.4, 6)
  expect(u[1]![1]).toBeCloseTo(3.2, 6)
})

test('the step of a tree is that of its levels, one after the other, the finest first', () => {
  fc.assert(
    fc.property(modality, modality, (a, b) => {
      const [whole, composed] = [
        [a.slice(), b.slice()],
        [a.slice(), b.slice()],
      ]
      treeGroupLasso({ weight: 0.3, tree }).prox!(codesOf(whole), 1)
      for (const level of tree.levels) {
        groupLasso({ weight: 0.3, partition: level, epsilon: 0 }).prox!(codesOf(composed), 1)
      }
      expect(whole).toEqual(composed)
    }),
  )
})

test('shrunkNorm solves r + t·r/√(r² + ε²) = norm', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.constantFrom(1e-6, 1e-3, 0.5, 10),
      (norm, t, epsilon) => {
        const r = shrunkNorm(norm, t, epsilon)
        expect(r + (t * r) / Math.hypot(r, epsilon)).toBeCloseTo(norm, 8)
      },
    ),
  )
  expect(shrunkNorm(5, 2, 0)).toBe(3)
  expect(shrunkNorm(1, 2, 0)).toBe(0)
})

test('chain has a step only where all its parts have one', async () => {
  const { contrastive } = await import('./contrastive.ts')
  expect(chain(l1({ weight: 1 }), contrastive({ weight: 1 })).prox).toBeUndefined()
  expect(warmup(contrastive({ weight: 1 })).prox).toBeUndefined()
})
