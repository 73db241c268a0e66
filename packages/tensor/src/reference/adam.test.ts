import { expect, test } from 'vitest'
import { matrix } from '../matrix.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { adam, squaredNorm } from './adam.ts'

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
