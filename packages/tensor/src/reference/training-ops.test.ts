import { expect, test } from 'vitest'
import { matrix } from '../matrix.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { activationGradient, backproject } from './backward.ts'
import { groupNorm } from './group-norm.ts'
import { learn, squaredGradient } from './learn.ts'
import { reconstruct } from './reconstruct.ts'
import { fillView } from './view.ts'

// Two samples, two latents: h = [(0, 2), (1, −1)].
const codes = {
  rows: 2,
  latents: 2,
  offsets: Uint32Array.of(0, 1, 3),
  indices: Uint32Array.of(1, 0, 1),
  values: Float32Array.of(2, 1, -1),
}
const spans = [
  { x: 0, w: 0, width: 1 },
  { x: 1, w: 1, width: 2 },
]
const w = () => matrix(2, 3, Float32Array.of(1, 0, 2, 0, 3, 1))

test('views rescale by sample or by span, and hide what is missing', () => {
  const x = matrix(2, 3, Float32Array.of(5, 6, 7, NaN, 2, 3))
  const [view, out] = [new Float32Array(6), new Float32Array(6).fill(9)]
  const seen = new Uint32Array(4)
  const mask = Uint8Array.of(1, 0, 1, 1, 1, 1)
  const draw = { rows: 2, spans, present: Uint8Array.of(1, 1, 0, 1), mask, view, out, seen }
  fillView({ x, center: Float32Array.of(1, 1, 1), rescale: 'sample', ...draw })
  expect([...seen]).toEqual([1, 1, 0, 2])
  expect([...view]).toEqual([1.5, 0, 1.5, 0, 1.5, 1.5])
  expect([...out]).toEqual([6, 0, 9, 0, 1.5, 3])
  fillView({ x, center: Float32Array.of(1, 1, 1), rescale: 'span', ...draw })
  expect([...view]).toEqual([1, 0, 2, 0, 1, 1])
})

test('reconstruct by hand: hidden and visible weights, gradients, residual', () => {
  const [delta, residual] = [matrix(2, 3), new Float32Array(6)]
  const gradient = new Float32Array(3)
  const biasGradient = Float32Array.of(10, 0, 0)
  // x̂ = [(0, 6, 2), (1, −3, 1)] + (1, 0, 0); x̂ − x = [(1, 5, 2), (2, −4, 0)].
  const loss = reconstruct({
    codes,
    w: w(),
    spans,
    bias: Float32Array.of(1, 0, 0),
    target: Float32Array.of(0, 1, 0, 0, 1, 1),
    view: Float32Array.of(2, 0, 2, 0, 2, 2),
    weights: Float32Array.of(9, 1, 2, 3, 4, 9, 9, 0.5),
    delta,
    gradient,
    residual,
    biasGradient,
  })
  expect(loss).toBe(1 + 50 + 12 + 16 + 8)
  expect([...delta.data]).toEqual([1, 10, 6, 8, -2, 0])
  expect([...gradient]).toEqual([36, 8, -6])
  expect([...residual]).toEqual([-1, -5, -2, -2, 4, -0])
  expect([...biasGradient]).toEqual([19, 8, 6])
})

test('groupNorm by hand: over modalities, over a partition, and 0 where a group is off', () => {
  const other = { ...codes, values: Float32Array.of(0, 0, 1) }
  const gradients = [new Float32Array(3), Float32Array.of(1, 1, 1)]
  // Each latent: sample 0 has 2, sample 1 has 1 and √2; twice half their sum.
  const value = groupNorm([codes, other], gradients, { weights: 2, epsilon: 0 })
  expect(value).toBeCloseTo(3 + Math.SQRT2)
  expect(relativeDistance(gradients[0]!, [1, 1, -Math.SQRT1_2])).toBeLessThan(1e-6)
  expect(relativeDistance(gradients[1]!, [1, 1, 1 + Math.SQRT1_2])).toBeLessThan(1e-6)
  // One group of both: norms 2 and √2, smoothed by ε = 1.
  const slopes = [new Float32Array(3)]
  const grouped = groupNorm([codes], slopes, {
    of: Uint32Array.of(0, 0),
    weights: Float32Array.of(3),
    epsilon: 1,
  })
  expect(grouped).toBeCloseTo(1.5 * (Math.sqrt(5) - 1 + Math.sqrt(3) - 1))
  const [a, b] = [3 / Math.sqrt(5), 1.5 / Math.sqrt(3)]
  expect(relativeDistance(slopes[0]!, [a, b, -b])).toBeLessThan(1e-6)
})

test('activationGradient by hand', () => {
  const slopes = Float32Array.of(1, -0.5, 2)
  const [biasGradient, gradient] = [new Float32Array(2), Float32Array.of(0, 1)]
  const gain = { value: Float32Array.of(2, 4), gradient }
  const bias = Float32Array.of(0.5, 0)
  // ∂a = 1.25, −0.25, 2.25; W u = 2/4, 0.5/2, −1/4.
  activationGradient(codes, slopes, { bias, biasGradient, gain, sparsity: 0.25 })
  expect([...slopes]).toEqual([5, -0.5, 9])
  expect([...biasGradient]).toEqual([-0.25, 3.5])
  expect([...gradient]).toEqual([-0.0625, 1 + 0.625 - 0.5625])
})

test('backproject by hand', () => {
  const into = Float32Array.of(1, 1, 1)
  // Wᵀ∂ = [(0, 6, 2), (1, −3, 1)].
  backproject(codes, w(), spans, matrix(2, 3, Float32Array.of(1, 0, 2, 3, 1, 0)), into)
  expect([...into]).toEqual([-2, 4, -3])
})

test('∂W by hand: terms add up, regions bound it, projection removes the part along the atom', () => {
  const x = matrix(2, 3, Float32Array.of(1, 2, 3, 4, 5, 6))
  // Σ h xᵀ: latent 0 (4, 5, 6), latent 1 2·(1, 2, 3) − (4, 5, 6) = (−2, −1, 0).
  const terms = [
    { codes, x, spans },
    { codes, x, spans: [spans[0]!] },
  ]
  const regions = [
    { rows: [0, 1], cols: [0, 3] },
    { rows: [1, 2], cols: [1, 3] },
  ] as const
  const op = { w: w(), terms, regions, project: false }
  expect(squaredGradient(op)).toBe(64 + 25 + 36 + 1)
  // Latent 0 along (1, 0, 2): 20/5 of it; latent 1 along (3, 1): −3/10 of it.
  expect(squaredGradient({ ...op, project: true })).toBeCloseTo(16 + 25 + 4 + 0.01 + 0.09)
})

test('learn steps inside the regions, restores the radius and leaves the rest alone', () => {
  const x = matrix(2, 3, Float32Array.of(1, 1, 1, 2, 2, 2))
  const atoms = matrix(2, 3, Float32Array.of(0, 0, 0, 9, 3, 4))
  const still = { ...codes, values: Float32Array.of(2, 0, -1.5) }
  const [first, second] = [new Float32Array(6), new Float32Array(6)]
  const hyper = { learningRate: 1, beta1: 0.5, beta2: 0.5, epsilon: 0.5, step: 1, scale: 0.5 }
  const op = {
    w: atoms,
    terms: [{ codes: still, x, spans }],
    regions: [
      { rows: [0, 1], cols: [0, 3], radius: 5 },
      { rows: [1, 2], cols: [1, 3], radius: 10 },
    ] as const,
    project: false,
  }
  // Latent 1: ∂W = 2 − 3 = −1, halved; m̂ = −.5, v̂ = .25: a step of +.5/(.5 + .5).
  learn(op, first, second, hyper)
  const scale = 10 / Math.hypot(3.5, 4.5)
  const expected = [0, 0, 0, 9, 3.5 * scale, 4.5 * scale]
  expect(relativeDistance(atoms.data, expected)).toBeLessThan(1e-6)
  expect([...first]).toEqual([0, 0, 0, 0, -0.25, -0.25])
  expect([...second]).toEqual([0, 0, 0, 0, 0.125, 0.125])
})
