import type { Backend } from '@cmgsae/tensor'
import type { ParameterSet } from './optimizer.ts'
import type { Pass } from './pass.ts'
import type { Recipe } from './recipe.ts'

/**
 * JumpReLU's part of a step (Rajamanoharan et al., arXiv 2407.14435, eqs. 11–12), on the host: kernels
 * select everything within reach of a threshold, and thresholds learn through a rectangular kernel of
 * width `bandwidth` around them.
 */
export interface JumpReLU {
  /** Reads the parameters of this step. */
  read(): Promise<void>
  /** Keeps the pre-activations of the stored latents and zeroes the codes of those below threshold. */
  silence(pass: Pass): Promise<void>
  /**
   * Turns ∂h into ∂(W u) and collects ∂b, ∂g and ∂θ. With a = g ⊙ (W u) + b: ∂b += ∂a,
   * ∂g += ∂a (a − b)/g, ∂(W u) = g ∂a, and ∂θ −= (θ ∂h + sparsity)/bandwidth where
   * |a − θ| < bandwidth/2.
   */
  backward(pass: Pass, sparsity: number): Promise<void>
  /** Adds what was collected to the parameters' gradients. */
  write(): Promise<void>
}

/** `lowestTheta` receives the least pre-activation of each latent that a step needs. */
export function createJumpReLU(
  backend: Backend,
  { activation }: Recipe,
  parameters: ParameterSet,
  lowestTheta: Float32Array,
): JumpReLU {
  const bandwidth = activation.kind === 'jumpReLU' ? activation.bandwidth : 0
  const learned = [
    parameters.bias!,
    parameters.theta!,
    ...(parameters.gain ? [parameters.gain] : []),
  ]
  const values = learned.map(({ entries }) => new Float32Array(entries))
  const gradients = learned.map(({ entries }) => new Float32Array(entries))
  const [bias, theta, gain] = values as [Float32Array, Float32Array, Float32Array?]
  const [biasGradient, thetaGradient, gainGradient] = gradients as typeof gradients & {
    0: Float32Array
    1: Float32Array
  }

  return {
    async read() {
      for (const [i, { value }] of learned.entries()) await backend.read(value, values[i]!)
      for (const gradient of gradients) gradient.fill(0)
      for (let i = 0; i < theta.length; i++) lowestTheta[i] = theta[i]! - bandwidth / 2
    },
    async silence({ host, candidates, codes }) {
      const stored = host.offsets[host.rows]!
      for (let e = 0; e < stored; e++) {
        candidates[e] = host.values[e]!
        if (candidates[e]! <= theta[host.indices[e]!]!) host.values[e] = 0
      }
      await backend.writeValues(codes, host.values)
    },
    async backward({ host, candidates, gradients: resident, hostGradients }, sparsity) {
      await backend.readCodes(resident, hostGradients)
      const { values: slopes } = hostGradients
      for (let e = 0; e < host.offsets[host.rows]!; e++) {
        const i = host.indices[e]!
        const a = candidates[e]!
        if (Math.abs(a - theta[i]!) < bandwidth / 2) {
          thetaGradient[i]! -= (theta[i]! * slopes[e]! + sparsity) / bandwidth
        }
        let slope = host.values[e] === 0 ? 0 : slopes[e]!
        biasGradient[i]! += slope
        if (gain) {
          gainGradient![i]! += (slope * (a - bias[i]!)) / gain[i]!
          slope *= gain[i]!
        }
        slopes[e] = slope
      }
      await backend.writeValues(resident, slopes)
    },
    async write() {
      // AuxK adds to the bias and the gain on the backend.
      for (const [i, { gradient }] of learned.entries()) {
        await backend.read(gradient!, values[i]!)
        for (let j = 0; j < values[i]!.length; j++) values[i]![j]! += gradients[i]![j]!
        await backend.write(gradient!, values[i]!)
      }
    },
  }
}
