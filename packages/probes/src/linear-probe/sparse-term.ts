import type { SparseCodes } from '@cmgsae/tensor'
import { byLatent, type CodesByLatent } from '../by-latent.ts'
import type { DataTerm } from './term.ts'
import { softmaxResidual } from './softmax.ts'
import { addRows, addScaled } from './sparse-rows.ts'
import type { Standardization } from './standardize.ts'

/** Samples whose residuals are held at once: enough for a latent to fire several times. */
const block = 512

interface CodeBlock {
  readonly from: number
  readonly to: number
  /** scale/n · the block's codes by latent, samples counted from `from`. */
  readonly columns: CodesByLatent
}

/**
 * Cross-entropy of a linear classifier on sparse codes. Parameters: one row of C weights for each
 * latent, then C biases, so that an active latent touches contiguous weights. Centring happens in
 * the biases, b − Wᵀ mean, and keeps the codes sparse.
 */
export function sparseTerm(
  codes: SparseCodes,
  labels: Int32Array,
  classes: number,
  { mean, scale, variance }: Standardization,
  pause: () => Promise<void>,
): DataTerm {
  const { rows, latents, offsets } = codes
  const values = codes.values.map((value) => value * scale)
  const entries = { rows: codes.indices, values, width: classes }
  const biasAt = latents * classes
  const start = new Float32Array(classes)
  const logits = new Float32Array(classes)
  const residuals = new Float32Array(Math.min(block, rows) * classes)
  let made: CodeBlock[] | undefined
  const blocks = () => (made ??= splitIntoBlocks(codes, scale / rows))

  /** The logits of a code of zeros. */
  function centredBias(w: Float32Array): void {
    start.set(w.subarray(biasAt))
    for (let i = 0; i < latents; i++) {
      if (mean[i] !== 0) addScaled(start, 0, w, i * classes, classes, -scale * mean[i]!)
    }
  }

  function predict(w: Float32Array, n: number, out: Float32Array, at: number): void {
    out.set(start, at)
    addRows(entries, offsets[n]!, offsets[n + 1]!, w, out, at)
  }

  return {
    samples: rows,
    classes,
    size: biasAt + classes,
    isBias: (parameter) => parameter >= biasAt,
    async evaluate(w, gradient) {
      gradient.fill(0)
      centredBias(w)
      const sharpness = new Float64Array(1)
      let loss = 0
      for (const { from, to, columns } of blocks()) {
        await pause()
        for (let n = from; n < to; n++) {
          const at = (n - from) * classes
          predict(w, n, residuals, at)
          loss += softmaxResidual(residuals, at, classes, labels[n]!, sharpness)
          addScaled(gradient, biasAt, residuals, at, classes, 1 / rows)
        }
        await pause()
        const factor = { rows: columns.samples, values: columns.values, width: classes }
        for (let i = 0; i < latents; i++) {
          const end = columns.offsets[i + 1]!
          addRows(factor, columns.offsets[i]!, end, residuals, gradient, i * classes)
        }
      }
      for (let i = 0; i < latents; i++) {
        if (mean[i] === 0) continue
        addScaled(gradient, i * classes, gradient, biasAt, classes, -scale * mean[i]!)
      }
      return { loss: loss / rows, curvature: (1 - sharpness[0]! / rows) / classes }
    },
    async eachLogits(w, visit) {
      centredBias(w)
      for (let n = 0; n < rows; n++) {
        if (n % 64 === 0) await pause()
        predict(w, n, logits, 0)
        visit(n, logits)
      }
    },
    preconditioner(curvature, regularization) {
      return (v, out) => {
        for (let i = 0; i <= latents; i++) {
          const m = i < latents ? curvature * variance[i]! + regularization : curvature
          for (let at = i * classes; at < (i + 1) * classes; at++) out[at] = v[at]! / m
        }
      }
    },
  }
}

function splitIntoBlocks(codes: SparseCodes, factor: number): CodeBlock[] {
  const blocks: CodeBlock[] = []
  for (let from = 0; from < codes.rows; from += block) {
    const to = Math.min(from + block, codes.rows)
    const columns = byLatent({ ...codes, rows: to - from, ...window(codes, from, to) })
    for (let e = 0; e < columns.values.length; e++) columns.values[e]! *= factor
    blocks.push({ from, to, columns })
  }
  return blocks
}

/** Rows `from … to` of codes as views, offsets counted from their start. */
function window({ offsets, indices, values }: SparseCodes, from: number, to: number) {
  const start = offsets[from]!
  return {
    offsets: offsets.slice(from, to + 1).map((offset) => offset - start),
    indices: indices.subarray(start, offsets[to]!),
    values: values.subarray(start, offsets[to]!),
  }
}
