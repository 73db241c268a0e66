import type { SparseCodes } from '@cmgsae/tensor'

/** Host copies of the per-latent parameters and the gradients a step collects for them. */
export interface LatentValues {
  readonly bias: Float32Array
  readonly gain: Float32Array | null
  readonly theta: Float32Array | null
}

export interface ActivationGradient {
  readonly values: LatentValues
  readonly gradients: LatentValues
  /** Weight of the L1 (ReLU) or L0 (JumpReLU) penalty over the batch size. */
  readonly sparsity: number
  /** Width of JumpReLU's kernel; 0 for other activations. */
  readonly bandwidth: number
}

/**
 * Turns ∂h (in `slopes`, aligned with the codes) into ∂(W u) in place and collects ∂b, ∂g and ∂θ.
 * With a = g ⊙ (W u) + b and active latents only: ∂b += ∂a, ∂g += ∂a (a − b)/g, ∂(W u) = g ∂a.
 * JumpReLU (Rajamanoharan et al., arXiv 2407.14435, eqs. 11–12) uses a rectangular kernel on
 * `candidates`, the pre-activations: ∂θ −= (θ ∂h + sparsity)/bandwidth where |a − θ| < bandwidth/2.
 */
export function throughActivation(
  { rows, offsets, indices, values: codes }: SparseCodes,
  candidates: Float32Array,
  slopes: Float32Array,
  { values, gradients, sparsity, bandwidth }: ActivationGradient,
): void {
  const { bias, gain, theta } = values
  for (let e = 0; e < offsets[rows]!; e++) {
    const i = indices[e]!
    let slope = slopes[e]!
    let a = codes[e]!
    if (bandwidth > 0) {
      a = candidates[e]!
      if (Math.abs(a - theta![i]!) < bandwidth / 2) {
        gradients.theta![i]! -= (theta![i]! * slope + sparsity) / bandwidth
      }
      if (codes[e] === 0) slope = 0
    } else slope += sparsity
    gradients.bias[i]! += slope
    if (gain) {
      gradients.gain![i]! += (slope * (a - bias[i]!)) / gain[i]!
      slope *= gain[i]!
    }
    slopes[e] = slope
  }
}
