import { allclose } from '@cmgsae/vitest'
import { expect, it } from 'vitest'
import { throughActivation } from './backward.ts'

const codes = (values: number[]) => ({
  rows: 1,
  latents: 3,
  offsets: Uint32Array.of(0, values.length),
  indices: Uint32Array.of(0, 2, 1),
  values: Float32Array.from(values),
})

it('adds the L1 weight, collects ∂b and ∂g, and passes g·∂a on', () => {
  const values = { bias: Float32Array.of(0.5, 0, 0), gain: Float32Array.of(2, 1, 4), theta: null }
  const gradients = { bias: new Float32Array(3), gain: new Float32Array(3), theta: null }
  const slopes = Float32Array.of(1, -0.5)
  throughActivation(codes([2.5, 3]), new Float32Array(0), slopes, {
    values,
    gradients,
    sparsity: 0.1,
    bandwidth: 0,
  })
  // Latent 0: ∂a = 1.1, W u = (2.5 − 0.5)/2 = 1. Latent 2: ∂a = −0.4, W u = 3/4.
  allclose(gradients.bias, [1.1, 0, -0.4])
  allclose(gradients.gain, [1.1, 0, -0.3])
  allclose(slopes, [2.2, -1.6])
})

it('JumpReLU: thresholds learn within the kernel, silenced candidates pass nothing on', () => {
  const values = { bias: new Float32Array(3), gain: null, theta: Float32Array.of(0.5, 0.5, 0.5) }
  const gradients = { bias: new Float32Array(3), gain: null, theta: new Float32Array(3) }
  const candidates = Float32Array.of(0.55, 0.46, 0.9)
  const slopes = Float32Array.of(1, 2, 3)
  throughActivation(codes([0.55, 0, 0.9]), candidates, slopes, {
    values,
    gradients,
    sparsity: 0.1,
    bandwidth: 0.2,
  })
  // |a − θ| < 0.1 for latents 0 and 2 (eq. 11 and 12): −(θ ∂h + λ)/bandwidth; latent 1 is too far.
  allclose(gradients.theta, [-(0.5 * 1 + 0.1) / 0.2, 0, -(0.5 * 2 + 0.1) / 0.2])
  allclose(slopes, [1, 0, 3])
  expect([...gradients.bias]).toEqual([1, 3, 0])
})
