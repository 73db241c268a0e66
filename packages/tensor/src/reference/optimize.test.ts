import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matrix } from '../matrix.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { normals } from '../parity/fixtures.ts'
import { adam, normalizeRows, projectRows, squaredNorm } from './optimize.ts'

const hyper = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, scale: 1 }

test('the first Adam step moves by the learning rate against the sign of the gradient', () => {
  const parameter = Float32Array.of(1, 1, 1)
  const [m, v] = [new Float32Array(3), new Float32Array(3)]
  adam(parameter, Float32Array.of(4, -0.5, 0), m, v, { ...hyper, step: 1 })
  expect(relativeDistance(parameter, [0.9, 1.1, 1])).toBeLessThan(1e-6)
  expect(relativeDistance(m, [0.4, -0.05, 0])).toBeLessThan(1e-6)
  expect(relativeDistance(v, [0.16, 0.0025, 0])).toBeLessThan(1e-6)
})

test('the second Adam step by hand, with a clipped gradient', () => {
  const parameter = Float32Array.of(1)
  const [m, v] = [Float32Array.of(0.4), Float32Array.of(0.16)]
  // g = −2·½ = −1: m = .36 − .1 = .26, v = .1584 + .01 = .1684;
  // m̂ = .26/.19, v̂ = .1684/.0199.
  adam(parameter, Float32Array.of(-2), m, v, { ...hyper, step: 2, scale: 0.5 })
  expect(relativeDistance(m, [0.26])).toBeLessThan(1e-6)
  expect(relativeDistance(v, [0.1684])).toBeLessThan(1e-6)
  expect(
    relativeDistance(parameter, [1 - (0.1 * (0.26 / 0.19)) / (Math.sqrt(0.1684 / 0.0199) + 1e-8)]),
  ).toBeLessThan(1e-6)
})

test('squaredNorm of 3×2', () => {
  expect(squaredNorm(matrix(3, 2, Float32Array.of(1, -2, 3, 0, 0.5, 0)))).toBe(14.25)
})

test('normalizeRows scales to the radius and leaves a zero row at zero', () => {
  const w = matrix(3, 2, Float32Array.of(3, 4, 0, 0, -1e-20, 0))
  normalizeRows(w, 10, [0, 3])
  expect([...w.data]).toEqual([6, 8, 0, 0, -10, 0])
  normalizeRows(w, 1, [2, 3])
  expect([...w.data]).toEqual([6, 8, 0, 0, -1, 0])
})

test('projectRows by hand: (3, 4) loses its part along (2, 0); a zero atom changes nothing', () => {
  const gradient = matrix(2, 2, Float32Array.of(3, 4, 5, 6))
  projectRows(gradient, matrix(2, 2, Float32Array.of(2, 0, 0, 0)))
  expect([...gradient.data]).toEqual([0, 4, 5, 6])
})

test('a projected gradient is orthogonal to its atom, and projecting again changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(10_000), (cols, seed) => {
      const w = matrix(3, cols, normals(3 * cols, seed))
      const gradient = matrix(3, cols, normals(3 * cols, seed + 1))
      projectRows(gradient, w)
      for (let i = 0; i < 3; i++) {
        let inner = 0
        for (let j = i * cols; j < (i + 1) * cols; j++) inner += gradient.data[j]! * w.data[j]!
        expect(Math.abs(inner)).toBeLessThan(1e-5 * cols)
      }
      const once = gradient.data.slice()
      projectRows(gradient, w)
      expect(relativeDistance(gradient.data, once)).toBeLessThan(1e-5)
    }),
  )
})
