import type { Span } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import type { Matrix } from '../matrix.ts'
import { zeros } from './scratch.ts'

interface ActivationGradient {
  readonly bias: Float32Array
  readonly biasGradient: Float32Array
  readonly gain?: { readonly value: Float32Array; readonly gradient: Float32Array } | undefined
  readonly sparsity: number
}

const biasSums = zeros()
const gainSums = zeros()
const centerSums = zeros()
const rowSums = zeros()

/** With a = g ⊙ (W u) + b: ∂b += ∂a, ∂g += ∂a (a − b)/g, ∂(W u) = g ∂a (in place of ∂h). */
export function activationGradient(
  { rows, latents, offsets, indices, values }: SparseCodes,
  slopes: Float32Array,
  { bias, biasGradient, gain, sparsity }: ActivationGradient,
): void {
  const ofBias = biasSums(latents)
  const ofGain = gainSums(gain ? latents : 0)
  for (let e = 0; e < offsets[rows]!; e++) {
    const i = indices[e]!
    const slope = slopes[e]! + sparsity
    ofBias[i]! += slope
    if (gain) ofGain[i]! += (slope * (values[e]! - bias[i]!)) / gain.value[i]!
    slopes[e] = gain ? slope * gain.value[i]! : slope
  }
  for (let i = 0; i < latents; i++) {
    biasGradient[i]! += ofBias[i]!
    if (gain) gain.gradient[i]! += ofGain[i]!
  }
}

/** into −= Σ_n view_n ⊙ Wᵀ∂_n on the spans' columns. */
export function backproject(
  { rows, offsets, indices, values }: SparseCodes,
  w: Matrix,
  spans: readonly Span[],
  view: Matrix,
  into: Float32Array,
): void {
  const total = centerSums(into.length)
  for (let n = 0; n < rows; n++) {
    for (const span of spans) {
      const sums = rowSums(span.width)
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        const atom = indices[e]! * w.cols + span.w
        for (let j = 0; j < span.width; j++) sums[j]! += values[e]! * w.data[atom + j]!
      }
      for (let j = 0; j < span.width; j++) {
        total[span.x + j]! += view.data[n * view.cols + span.x + j]! * sums[j]!
      }
    }
  }
  for (let j = 0; j < into.length; j++) into[j]! -= total[j]!
}
