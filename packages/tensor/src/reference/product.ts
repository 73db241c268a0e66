import type { LatentRange, Span } from '../backend.ts'
import type { Matrix } from '../matrix.ts'

/** What the product reads besides the two matrices. */
export interface ProductOptions {
  readonly rows: number
  readonly spans: readonly Span[]
  readonly bias: Float32Array
  readonly gain: Float32Array | undefined
  readonly latents: readonly LatentRange[]
}

let tile = new Float64Array(0)

/**
 * out (rows×p) = gain ⊙ (X Wᵀ over the spans) + bias, at the given latents only.
 * Four samples meet two atoms at a time: eight independent sums keep a scalar FPU busy, and the
 * samples are widened to float64 once a tile instead of once a product.
 */
export function product(
  x: Matrix,
  w: Matrix,
  { rows, spans, bias, gain, latents }: ProductOptions,
  out: Float32Array,
): void {
  const p = w.rows
  const width = spans.reduce((sum, span) => sum + span.width, 0)
  if (tile.length < 4 * width) tile = new Float64Array(4 * width)
  for (let n = 0; n < rows; n += 4) {
    packTile(x, n, rows, spans)
    const samples = tile
    for (const [from, to] of latents) {
      for (let i = from; i < to; i += 2) {
        const second = i + 1 < to ? 1 : 0
        let a0 = 0
        let a1 = 0
        let b0 = 0
        let b1 = 0
        let c0 = 0
        let c1 = 0
        let d0 = 0
        let d1 = 0
        let t = 0
        for (let s = 0; s < spans.length; s++) {
          const span = spans[s]!
          let w0 = i * w.cols + span.w
          let w1 = w0 + second * w.cols
          const end = w0 + span.width
          const data = w.data
          for (; w0 < end; w0++, w1++, t += 4) {
            const u = data[w0]!
            const v = data[w1]!
            const x0 = samples[t]!
            const x1 = samples[t + 1]!
            const x2 = samples[t + 2]!
            const x3 = samples[t + 3]!
            a0 += x0 * u
            a1 += x0 * v
            b0 += x1 * u
            b1 += x1 * v
            c0 += x2 * u
            c1 += x2 * v
            d0 += x3 * u
            d1 += x3 * v
          }
        }
        for (let j = 0; j <= second; j++) {
          const g = gain ? gain[i + j]! : 1
          const b = bias[i + j]!
          const at = n * p + i + j
          out[at] = g * (j ? a1 : a0) + b
          if (n + 1 < rows) out[at + p] = g * (j ? b1 : b0) + b
          if (n + 2 < rows) out[at + 2 * p] = g * (j ? c1 : c0) + b
          if (n + 3 < rows) out[at + 3 * p] = g * (j ? d1 : d0) + b
        }
      }
    }
  }
}

/** Interleaves four samples' spans: tile[4·t + r] = x[n + r, column t]; rows past the end are 0. */
function packTile({ cols, data }: Matrix, n: number, rows: number, spans: readonly Span[]): void {
  for (let r = 0; r < 4; r++) {
    let t = r
    const used = n + r < rows
    for (const span of spans) {
      const from = (n + r) * cols + span.x
      for (let j = 0; j < span.width; j++, t += 4) tile[t] = used ? data[from + j]! : 0
    }
  }
}
