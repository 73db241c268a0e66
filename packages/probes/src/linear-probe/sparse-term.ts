import type { SparseCodes } from '@cmgsae/tensor'
import { byLatent, type CodesByLatent } from '../by-latent.ts'
import type { DataTerm } from './data-term.ts'
import { softmaxResidual } from './softmax.ts'
import type { Standardization } from './standardize.ts'

/** Samples whose residuals are held at once: a block of them stays in the cache. */
const block = 256

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
  const { rows, latents, offsets, indices } = codes
  const values = codes.values.map((value) => value * scale)
  const centre = Float64Array.from(mean, (m) => m * scale)
  const biasAt = latents * classes
  const start = new Float64Array(classes)
  const logits = new Float32Array(classes)
  const residuals = new Float32Array(Math.min(block, rows) * classes)
  let made: CodeBlock[] | undefined
  const blocks = () => (made ??= splitIntoBlocks(codes, scale / rows))

  function centredBias(w: Float32Array): void {
    for (let c = 0; c < classes; c++) start[c] = w[biasAt + c]!
    for (let i = 0; i < latents; i++) {
      const m = centre[i]!
      if (m === 0) continue
      for (let c = 0, at = i * classes; c < classes; c++, at++) start[c]! -= m * w[at]!
    }
  }

  function predict(w: Float32Array, n: number, out: Float32Array, from: number): void {
    out.set(start, from)
    const to = from + classes
    const end = offsets[n + 1]!
    let e = offsets[n]!
    // Four latents a sweep, so that a logit is loaded and stored once for four products.
    for (; e + 3 < end; e += 4) {
      const a = values[e]!
      const b = values[e + 1]!
      const c = values[e + 2]!
      const d = values[e + 3]!
      let i = indices[e]! * classes
      let j = indices[e + 1]! * classes
      let k = indices[e + 2]! * classes
      let l = indices[e + 3]! * classes
      for (let t = from; t < to; t++) {
        out[t]! += a * w[i++]! + b * w[j++]! + c * w[k++]! + d * w[l++]!
      }
    }
    for (; e < end; e++) {
      const a = values[e]!
      for (let t = from, i = indices[e]! * classes; t < to; t++, i++) out[t]! += a * w[i]!
    }
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
          for (let c = 0; c < classes; c++) gradient[biasAt + c]! += residuals[at + c]! / rows
        }
        await pause()
        addOuterProducts(columns, residuals, classes, gradient)
      }
      for (let i = 0; i < latents; i++) {
        const m = centre[i]!
        if (m === 0) continue
        const at = i * classes
        for (let c = 0; c < classes; c++) gradient[at + c]! -= m * gradient[biasAt + c]!
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

/** gradient[i, :] += Σ_n value_{n,i} · residual[n, :], four samples a sweep. */
function addOuterProducts(
  { offsets, samples, values }: CodesByLatent,
  residuals: Float32Array,
  classes: number,
  gradient: Float32Array,
): void {
  for (let latent = 0; latent + 1 < offsets.length; latent++) {
    const end = offsets[latent + 1]!
    const from = latent * classes
    const to = from + classes
    let e = offsets[latent]!
    for (; e + 3 < end; e += 4) {
      const a = values[e]!
      const b = values[e + 1]!
      const c = values[e + 2]!
      const d = values[e + 3]!
      let i = samples[e]! * classes
      let j = samples[e + 1]! * classes
      let k = samples[e + 2]! * classes
      let l = samples[e + 3]! * classes
      for (let t = from; t < to; t++) {
        gradient[t]! +=
          a * residuals[i++]! + b * residuals[j++]! + c * residuals[k++]! + d * residuals[l++]!
      }
    }
    for (; e < end; e++) {
      const a = values[e]!
      for (let t = from, i = samples[e]! * classes; t < to; t++, i++) {
        gradient[t]! += a * residuals[i]!
      }
    }
  }
}
