import { expect, test } from 'vitest'
import type { Codes } from './codes.ts'
import { contiguous } from './contiguous.ts'
import { crossModalGroup } from './cross-modal-group.ts'
import { elastic } from './elastic.ts'
import { groupLasso } from './group-lasso.ts'
import { l1 } from './l1.ts'
import { nested } from './nested.ts'
import { treeGroupLasso } from './tree-group-lasso.ts'

const dense = (rows: number, values: number[]): Codes => ({
  rows,
  latents: values.length / rows,
  values: Float32Array.from(values),
})

// Two rows of four latents in two modalities.
const a = dense(2, [3, 0, 0, 0, 1, -2, 0, 0])
const b = dense(2, [4, 0, 0, 0, 0, 0, 2, 0])

test('l1: 2·(3 + 4 + 1 + 2 + 2)/2', () => {
  expect(l1({ weight: 2 }).value([a, b])).toBe(12)
})

test('elastic: l1 1 gives 12/2, l2 4 gives 2·(9 + 16 + 1 + 4 + 4)/2', () => {
  expect(elastic({ l1: 1, l2: 4 }).value([a, b])).toBe(6 + 34)
  const into = [new Float32Array(8), new Float32Array(8)]
  elastic({ l1: 1, l2: 4 }).gradient([a, b], into)
  expect([...into[0]!]).toEqual([6.5, 0, 0, 0, 2.5, -4.5, 0, 0])
})

test('groupLasso: √2·[ ‖(3, 4)‖ + ‖(1, −2)‖ + ‖2‖ ]/2, the norm over both modalities', () => {
  const partition = contiguous({ latents: 4, size: 2 })
  const penalty = groupLasso({ weight: 1, partition, epsilon: 0 })
  expect(penalty.value([a, b])).toBeCloseTo((Math.SQRT2 * (5 + Math.sqrt(5) + 2)) / 2, 12)
  const into = [new Float32Array(8), new Float32Array(8)]
  penalty.gradient([a, b], into)
  expect(into[0]![0]).toBeCloseTo((Math.SQRT2 * 0.6) / 2, 6)
  expect(into[1]![0]).toBeCloseTo((Math.SQRT2 * 0.8) / 2, 6)
})

test('groupLasso: ε smooths the norm: √(5² + 12²) − 12', () => {
  const penalty = groupLasso({
    weight: 1,
    partition: contiguous({ latents: 1, size: 1 }),
    epsilon: 12,
  })
  expect(penalty.value([dense(1, [3]), dense(1, [4])])).toBeCloseTo(1, 12)
})

test('groupLasso equals √(Σ_a z²) of each latent first, then the norm of the group', () => {
  const partition = contiguous({ latents: 4, size: 4 })
  const merged = dense(2, [5, 0, 0, 0, 1, 2, 2, 0])
  const penalty = groupLasso({ weight: 1, partition, epsilon: 0 })
  expect(penalty.value([a, b])).toBeCloseTo(penalty.value([merged]), 12)
})

test('crossModalGroup: ‖(3, 4)‖ + |1| + |−2| + |2|, over 2 rows', () => {
  expect(crossModalGroup({ weight: 1 }).value([a, b])).toBeCloseTo((5 + 1 + 2 + 2) / 2, 5)
})

test('crossModalGroup is the paper’s Σ √(Σ z² + ε) less p·√ε', () => {
  const epsilon = 0.25
  const paper = (Math.sqrt(25.25) + 3 * 0.5 + Math.sqrt(1.25) + 2 * Math.sqrt(4.25) + 0.5) / 2
  expect(crossModalGroup({ weight: 1, epsilon }).value([a, b])).toBeCloseTo(paper - 4 * 0.5, 6)
})

test('sharing a latent is cheaper than two latents: 5 against 7', () => {
  const penalty = crossModalGroup({ weight: 1 })
  expect(penalty.value([dense(1, [3, 0]), dense(1, [4, 0])])).toBeCloseTo(5, 5)
  expect(penalty.value([dense(1, [3, 0]), dense(1, [0, 4])])).toBeCloseTo(7, 5)
})

test('treeGroupLasso sums the levels: pairs weigh √2, the whole √4', () => {
  const tree = nested({
    levels: [contiguous({ latents: 4, size: 2 }), contiguous({ latents: 4, size: 4 })],
  })
  const value = treeGroupLasso({ weight: 1, tree }).value([dense(1, [3, 4, 12, 0])])
  expect(value).toBeCloseTo(Math.SQRT2 * (5 + 12) + 2 * 13, 6)
})

test('a partition of another width is refused', () => {
  const penalty = groupLasso({ weight: 1, partition: contiguous({ latents: 3, size: 1 }) })
  expect(() => penalty.value([a])).toThrow(
    'the partition has 3 latents, the codes 4; they must agree',
  )
  expect(() =>
    groupLasso({ weight: 1, partition: contiguous({ latents: 3, size: 1 }), epsilon: -1 }),
  ).toThrow('epsilon is -1')
})
