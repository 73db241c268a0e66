import type { Span } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import type { Matrix } from '../matrix.ts'

let sums = new Float64Array(0)

/** out = Wᵀ h + bias on the spans' columns, summed in float64 over the active latents only. */
export function decode(
  { rows, offsets, indices, values }: SparseCodes,
  w: Matrix,
  spans: readonly Span[],
  bias: Float32Array | undefined,
  out: Matrix,
): void {
  for (const { x, w: from, width } of spans) {
    if (sums.length < width) sums = new Float64Array(width)
    const total = sums
    for (let n = 0; n < rows; n++) {
      for (let j = 0; j < width; j++) total[j] = bias ? bias[x + j]! : 0
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        const h = values[e]!
        const atom = indices[e]! * w.cols + from
        for (let j = 0; j < width; j++) total[j]! += h * w.data[atom + j]!
      }
      const base = n * out.cols + x
      for (let j = 0; j < width; j++) out.data[base + j] = total[j]!
    }
  }
}

/** out = (W δ)_i for every stored latent i, summed over the spans. */
export function codeGradient(
  { rows, offsets, indices }: SparseCodes,
  w: Matrix,
  spans: readonly Span[],
  delta: Matrix,
  out: Float32Array,
  accumulate: boolean,
): void {
  for (let n = 0; n < rows; n++) {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      let sum = 0
      for (let s = 0; s < spans.length; s++) {
        const { x, w: from, width } = spans[s]!
        let at = indices[e]! * w.cols + from
        const first = n * delta.cols + x
        for (let j = first; j < first + width; j++, at++) sum += w.data[at]! * delta.data[j]!
      }
      out[e] = accumulate ? out[e]! + sum : sum
    }
  }
}

/** into += codesᵀ x on the spans' columns. */
export function weightGradient(
  { rows, offsets, indices, values }: SparseCodes,
  x: Matrix,
  spans: readonly Span[],
  into: Matrix,
): void {
  for (let n = 0; n < rows; n++) {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      const h = values[e]!
      if (h === 0) continue
      for (let s = 0; s < spans.length; s++) {
        const span = spans[s]!
        let at = indices[e]! * into.cols + span.w
        const first = n * x.cols + span.x
        for (let j = first; j < first + span.width; j++, at++) into.data[at]! += h * x.data[j]!
      }
    }
  }
}
