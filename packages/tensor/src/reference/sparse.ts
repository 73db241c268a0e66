import type { Span } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import type { Matrix } from '../matrix.ts'

// Active latents are taken four at a time where that spares loads and stores of the dense side.

let sums = new Float64Array(0)

/** out = Wᵀ h + bias on the spans' columns, summed in float64 over the active latents only. */
export function decode(
  { rows, offsets, indices, values }: SparseCodes,
  { data: atoms, cols }: Matrix,
  spans: readonly Span[],
  bias: Float32Array | undefined,
  { data: out, cols: outCols }: Matrix,
): void {
  for (const { x, w, width } of spans) {
    if (sums.length < width) sums = new Float64Array(width)
    const total = sums
    for (let n = 0; n < rows; n++) {
      for (let j = 0; j < width; j++) total[j] = bias ? bias[x + j]! : 0
      const end = offsets[n + 1]!
      let e = offsets[n]!
      for (; e + 3 < end; e += 4) {
        const h0 = values[e]!
        const h1 = values[e + 1]!
        const h2 = values[e + 2]!
        const h3 = values[e + 3]!
        let a0 = indices[e]! * cols + w
        let a1 = indices[e + 1]! * cols + w
        let a2 = indices[e + 2]! * cols + w
        let a3 = indices[e + 3]! * cols + w
        for (let j = 0; j < width; j++) {
          total[j]! += h0 * atoms[a0++]! + h1 * atoms[a1++]! + h2 * atoms[a2++]! + h3 * atoms[a3++]!
        }
      }
      for (; e < end; e++) {
        const h = values[e]!
        let a = indices[e]! * cols + w
        for (let j = 0; j < width; j++) total[j]! += h * atoms[a++]!
      }
      const base = n * outCols + x
      for (let j = 0; j < width; j++) out[base + j] = total[j]!
    }
  }
}

/** out = (W δ)_i for every stored latent i, summed over the spans. */
export function codeGradient(
  { rows, offsets, indices }: SparseCodes,
  { data: atoms, cols }: Matrix,
  spans: readonly Span[],
  { data: delta, cols: deltaCols }: Matrix,
  out: Float32Array,
): void {
  out.fill(0, 0, offsets[rows]!)
  for (let n = 0; n < rows; n++) {
    for (const { x, w, width } of spans) {
      const first = n * deltaCols + x
      const last = first + width
      const end = offsets[n + 1]!
      let e = offsets[n]!
      for (; e + 3 < end; e += 4) {
        let a0 = indices[e]! * cols + w
        let a1 = indices[e + 1]! * cols + w
        let a2 = indices[e + 2]! * cols + w
        let a3 = indices[e + 3]! * cols + w
        let s0 = 0
        let s1 = 0
        let s2 = 0
        let s3 = 0
        for (let j = first; j < last; j++) {
          const d = delta[j]!
          s0 += d * atoms[a0++]!
          s1 += d * atoms[a1++]!
          s2 += d * atoms[a2++]!
          s3 += d * atoms[a3++]!
        }
        out[e]! += s0
        out[e + 1]! += s1
        out[e + 2]! += s2
        out[e + 3]! += s3
      }
      for (; e < end; e++) {
        let a = indices[e]! * cols + w
        let sum = 0
        for (let j = first; j < last; j++) sum += delta[j]! * atoms[a++]!
        out[e]! += sum
      }
    }
  }
}
