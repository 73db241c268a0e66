import type { Matrix } from '@cmgsae/tensor'
import { invertSymmetric } from '../cholesky.ts'
import { allRows, multiply, transpose } from '../product.ts'
import type { DataTerm } from './term.ts'
import { softmaxResidual } from './softmax.ts'
import type { Standardization } from './standardize.ts'

const block = 256

interface SampleBlock {
  readonly from: number
  readonly to: number
  /** The block's features by column, so that sums over samples are products of rows. */
  readonly columns: Float32Array
}

/**
 * Cross-entropy of a linear classifier on dense features. Parameters: C rows of d weights and one
 * bias, the weight of a constant feature.
 */
export function denseTerm(
  features: Matrix,
  labels: Int32Array,
  classes: number,
  standardization: Standardization,
  pause: () => Promise<void>,
): DataTerm {
  const { rows, cols } = features
  const width = cols + 1
  const x = augment(features, standardization)
  let made: SampleBlock[] | undefined
  const blocks = () => (made ??= splitIntoBlocks(x, rows, width))
  const logits = new Float32Array(block * classes)
  let moments: Float32Array | undefined

  /** E[f fᵀ] of the augmented features, made when first wanted. */
  function secondMoments(): Float32Array {
    if (moments) return moments
    moments = new Float32Array(width * width)
    for (const { from, to, columns } of blocks()) {
      const all = { data: columns, width: to - from, from: 0, to: width }
      multiply(all, all, moments, { accumulate: true })
    }
    for (let i = 0; i < moments.length; i++) moments[i]! /= rows
    return moments
  }

  return {
    samples: rows,
    classes,
    size: classes * width,
    isBias: (parameter) => parameter % width === cols,
    async evaluate(w, gradient) {
      gradient.fill(0)
      const sharpness = new Float64Array(1)
      const weights = { data: w, width, from: 0, to: classes }
      let loss = 0
      for (const { from, to, columns } of blocks()) {
        await pause()
        multiply({ data: x, width, from, to }, weights, logits)
        for (let n = from; n < to; n++) {
          loss += softmaxResidual(logits, (n - from) * classes, classes, labels[n]!, sharpness)
        }
        await pause()
        const residual = transpose({
          rows: to - from,
          cols: classes,
          data: logits.subarray(0, (to - from) * classes),
        })
        multiply(
          { data: residual, width: to - from, from: 0, to: classes },
          { data: columns, width: to - from, from: 0, to: width },
          gradient,
          { accumulate: true },
        )
      }
      for (let i = 0; i < gradient.length; i++) gradient[i]! /= rows
      return { loss: loss / rows, curvature: (1 - sharpness[0]! / rows) / classes }
    },
    async eachLogits(w, visit) {
      const weights = { data: w, width, from: 0, to: classes }
      for (let from = 0; from < rows; from += block) {
        await pause()
        const to = Math.min(from + block, rows)
        multiply({ data: x, width, from, to }, weights, logits)
        for (let n = from; n < to; n++) {
          visit(n, logits.subarray((n - from) * classes, (n - from + 1) * classes))
        }
      }
    },
    preconditioner(curvature, regularization) {
      const hessian = Float64Array.from(secondMoments(), (moment) => moment * curvature)
      for (let i = 0; i < cols; i++) hessian[i * width + i]! += regularization
      const inverse = Float32Array.from(invertSymmetric(hessian, width))
      return (v, out) =>
        multiply(
          { data: v, width, from: 0, to: classes },
          allRows({ rows: width, cols: width, data: inverse }),
          out,
        )
    },
  }
}

function splitIntoBlocks(x: Float32Array, rows: number, width: number): SampleBlock[] {
  const blocks: SampleBlock[] = []
  for (let from = 0; from < rows; from += block) {
    const to = Math.min(from + block, rows)
    const data = x.subarray(from * width, to * width)
    blocks.push({ from, to, columns: transpose({ rows: to - from, cols: width, data }) })
  }
  return blocks
}

/** Standardised features with a column of ones. */
function augment({ rows, cols, data }: Matrix, { mean, scale }: Standardization): Float32Array {
  const out = new Float32Array(rows * (cols + 1))
  for (let n = 0; n < rows; n++) {
    const at = n * (cols + 1)
    for (let j = 0; j < cols; j++) out[at + j] = scale * (data[n * cols + j]! - mean[j]!)
    out[at + cols] = 1
  }
  return out
}
