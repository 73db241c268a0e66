import type { Span } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import type { Matrix } from '../matrix.ts'
import { zeros } from './scratch.ts'
import { codeGradient } from './sparse.ts'

interface Reconstruction {
  readonly codes: SparseCodes
  readonly w: Matrix
  readonly spans: readonly Span[]
  readonly bias: Float32Array | undefined
  readonly target: Float32Array
  readonly view: Float32Array
  readonly weights: Float32Array
  readonly delta: Matrix
  /** Aligned with the codes. */
  readonly gradient: Float32Array
  readonly residual: Float32Array | undefined
  readonly biasGradient: Float32Array | undefined
}

const predictions = zeros()
const columnSums = zeros()

/** Σ weight ⊙ (x̂ − target)², with δ = weight ⊙ (x̂ − target), W δ on the support and Σ_n δ_n. */
export function reconstruct(op: Reconstruction): number {
  const { codes, w, spans, bias, target, view, weights, delta, residual } = op
  const { cols } = delta
  const sums = columnSums(cols)
  let loss = 0
  for (let n = 0; n < codes.rows; n++) {
    delta.data.fill(0, n * cols, (n + 1) * cols)
    residual?.fill(0, n * cols, (n + 1) * cols)
    for (let s = 0; s < spans.length; s++) {
      const span = spans[s]!
      const prediction = predictRow(codes, w, span, bias, n)
      const weight = 2 * (n * spans.length + s)
      for (let j = 0; j < span.width; j++) {
        const at = n * cols + span.x + j
        const difference = prediction[j]! - target[at]!
        const factor = weights[weight + (view[at] ? 1 : 0)]!
        loss += factor * difference * difference
        delta.data[at] = factor * difference
        if (residual) residual[at] = -difference
        sums[span.x + j]! += factor * difference
      }
    }
  }
  codeGradient(codes, w, spans, delta, op.gradient)
  if (op.biasGradient) for (let j = 0; j < cols; j++) op.biasGradient[j]! += sums[j]!
  return loss
}

function predictRow(
  { offsets, indices, values }: SparseCodes,
  { data, cols }: Matrix,
  { x, w, width }: Span,
  bias: Float32Array | undefined,
  n: number,
): Float64Array {
  const sums = predictions(width)
  for (let j = 0; bias && j < width; j++) sums[j] = bias[x + j]!
  for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
    const atom = indices[e]! * cols + w
    for (let j = 0; j < width; j++) sums[j]! += values[e]! * data[atom + j]!
  }
  return sums
}
