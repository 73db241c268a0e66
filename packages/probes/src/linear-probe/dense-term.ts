import type { Matrix, Resident } from '@cmgsae/tensor'
import { invertSymmetric } from '../cholesky.ts'
import { transpose } from '../product.ts'
import { blockRows, type Computing } from './computing.ts'
import { softmaxResidual } from './softmax.ts'
import type { Standardization } from './standardize.ts'
import type { DataTerm } from './term.ts'

interface SampleBlock {
  readonly from: number
  readonly to: number
  /** Standardised features with a column of ones. */
  readonly rows: Resident
}

/** What blocks of one size share. */
interface Buffers {
  readonly logits: Resident
  readonly residuals: Resident
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
  { backend, pause }: Computing,
): DataTerm {
  const { rows, cols } = features
  const width = cols + 1
  const size = blockRows(rows, Math.max(classes, width))
  const owned: Resident[] = []
  const matrix = (height: number, breadth: number) => {
    const made = backend.matrix(height, breadth)
    owned.push(made)
    return made
  }
  const weights = matrix(classes, width)
  const part = matrix(classes, width)
  const partHost = new Float32Array(classes * width)
  const host = new Float32Array(size * classes)
  const made: SampleBlock[] = []
  const sized = new Map<number, Buffers>()
  /** Each block's features by column, for the sums over samples of fitting. */
  const turned: Resident[] = []

  async function blocks(): Promise<readonly SampleBlock[]> {
    for (let from = size * made.length; from < rows; from = size * made.length) {
      const to = Math.min(from + size, rows)
      const count = to - from
      const block = { from, to, rows: matrix(count, width) }
      await backend.write(block.rows, augment(features, standardization, from, to))
      made.push(block)
    }
    return made
  }

  async function columns(): Promise<readonly Resident[]> {
    for (const { from, to } of made.slice(turned.length)) {
      const data = augment(features, standardization, from, to)
      const block = matrix(width, to - from)
      await backend.write(block, transpose({ rows: to - from, cols: width, data }))
      turned.push(block)
    }
    return turned
  }

  function buffersOf({ from, to }: SampleBlock): Buffers {
    const count = to - from
    const found = sized.get(count) ?? {
      logits: matrix(count, classes),
      residuals: matrix(classes, count),
    }
    sized.set(count, found)
    return found
  }

  /** Leaves the logits of a block in the part of `host` that it returns. */
  async function predict(block: SampleBlock): Promise<Float32Array> {
    await pause()
    const { logits } = buffersOf(block)
    const values = host.subarray(0, (block.to - block.from) * classes)
    await backend.product(block.rows, weights, logits)
    await backend.read(logits, values)
    return values
  }

  /** E[f fᵀ] of the augmented features. */
  async function secondMoments(): Promise<Float64Array> {
    const moments = new Float64Array(width * width)
    const square = matrix(width, width)
    const read = new Float32Array(width * width)
    await blocks()
    for (const x of await columns()) {
      await pause()
      await backend.product(x, x, square)
      await backend.read(square, read)
      for (let i = 0; i < read.length; i++) moments[i]! += read[i]! / rows
    }
    return moments
  }
  let moments: Promise<Float64Array> | undefined

  return {
    samples: rows,
    classes,
    size: classes * width,
    isBias: (parameter) => parameter % width === cols,

    async evaluate(w, gradient) {
      gradient.fill(0)
      await backend.write(weights, w)
      const sharpness = new Float64Array(1)
      let loss = 0
      for (const [b, block] of (await blocks()).entries()) {
        const { from, to } = block
        const { residuals } = buffersOf(block)
        const values = await predict(block)
        for (let n = from; n < to; n++) {
          loss += softmaxResidual(values, (n - from) * classes, classes, labels[n]!, sharpness)
        }
        await pause()
        await backend.write(residuals, transpose({ rows: to - from, cols: classes, data: values }))
        await backend.product(residuals, (await columns())[b]!, part)
        await backend.read(part, partHost)
        for (let i = 0; i < gradient.length; i++) gradient[i]! += partHost[i]! / rows
      }
      return { loss: loss / rows, curvature: (1 - sharpness[0]! / rows) / classes }
    },

    async eachLogits(w, visit) {
      await backend.write(weights, w)
      for (const block of await blocks()) {
        const values = await predict(block)
        for (let n = block.from; n < block.to; n++) {
          const at = (n - block.from) * classes
          visit(n, values.subarray(at, at + classes))
        }
      }
    },

    preconditioner(curvature, regularization) {
      const inverse = matrix(width, width)
      const given = matrix(classes, width)
      const prepare = async () => {
        const hessian = (await (moments ??= secondMoments())).map((moment) => moment * curvature)
        for (let i = 0; i < cols; i++) hessian[i * width + i]! += regularization
        await backend.write(inverse, Float32Array.from(invertSymmetric(hessian, width)))
      }
      let ready: Promise<void> | undefined
      return async (v, out) => {
        await (ready ??= prepare())
        await backend.write(given, v)
        await backend.product(given, inverse, part)
        await backend.read(part, out)
      }
    },

    release: () => backend.release(...owned),
  }
}

/** Standardised rows from … to with a column of ones. */
function augment(
  { cols, data }: Matrix,
  { mean, scale }: Standardization,
  from: number,
  to: number,
): Float32Array {
  const out = new Float32Array((to - from) * (cols + 1))
  for (let n = from; n < to; n++) {
    const at = (n - from) * (cols + 1)
    for (let j = 0; j < cols; j++) out[at + j] = scale * (data[n * cols + j]! - mean[j]!)
    out[at + cols] = 1
  }
  return out
}
