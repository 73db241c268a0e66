import type { AdamHyper, Region, Span } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import type { Matrix } from '../matrix.ts'
import { adam } from './adam.ts'
import { zeros } from './scratch.ts'

interface Term {
  readonly codes: SparseCodes
  readonly x: Matrix
  readonly spans: readonly Span[]
}

export interface DenseGradient {
  readonly w: Matrix
  readonly terms: readonly Term[]
  readonly regions: readonly Region[]
  readonly project: boolean
}

const gradients = zeros()

/** ‖∂W‖² inside the regions. */
export function squaredGradient(op: DenseGradient): number {
  const gradient = evaluate(op)
  let sum = 0
  eachRow(op, (from, to) => {
    for (let at = from; at < to; at++) sum += gradient[at]! * gradient[at]!
  })
  return sum
}

/** One Adam step on ∂W inside the regions, then each row scaled to its region's radius. */
export function learn(
  op: DenseGradient,
  first: Float32Array,
  second: Float32Array,
  hyper: AdamHyper,
): void {
  const gradient = evaluate(op)
  const { data } = op.w
  eachRow(op, (from, to, { radius }) => {
    const part = (array: Float32Array) => array.subarray(from, to)
    adam(part(data), gradient.subarray(from, to), part(first), part(second), hyper)
    if (radius === undefined) return
    let squares = 0
    for (let at = from; at < to; at++) squares += data[at]! * data[at]!
    if (squares === 0) return
    const scale = radius / Math.sqrt(squares)
    for (let at = from; at < to; at++) data[at]! *= scale
  })
}

/** ∂W, p×D', with each region's rows projected on the region's columns where that is asked for. */
function evaluate(op: DenseGradient): Float64Array {
  const { w, terms, project } = op
  const gradient = gradients(w.rows * w.cols)
  for (const { codes, x, spans } of terms) {
    for (let n = 0; n < codes.rows; n++) {
      for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
        const h = codes.values[e]!
        // A latent that does not take part adds nothing, even where x overflowed.
        if (h === 0) continue
        for (const span of spans) {
          const into = codes.indices[e]! * w.cols + span.w
          const from = n * x.cols + span.x
          for (let j = 0; j < span.width; j++) gradient[into + j]! += h * x.data[from + j]!
        }
      }
    }
  }
  if (project) {
    eachRow(op, (from, to) => {
      let inner = 0
      let squares = 0
      for (let at = from; at < to; at++) {
        inner += gradient[at]! * w.data[at]!
        squares += w.data[at]! * w.data[at]!
      }
      if (squares === 0) return
      for (let at = from; at < to; at++) gradient[at]! -= (inner / squares) * w.data[at]!
    })
  }
  return gradient
}

/** Visits the entries from…to of every row that a region covers. */
function eachRow(
  { w, regions }: DenseGradient,
  visit: (from: number, to: number, region: Region) => void,
): void {
  for (const region of regions) {
    for (let i = region.rows[0]; i < region.rows[1]; i++) {
      visit(i * w.cols + region.cols[0], i * w.cols + region.cols[1], region)
    }
  }
}
