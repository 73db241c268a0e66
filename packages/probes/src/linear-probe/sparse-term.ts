import type { SparseCodes } from '@cmgsae/tensor'
import type { DataTerm } from './data-term.ts'
import { softmaxResidual } from './softmax.ts'
import type { Standardization } from './standardize.ts'

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

  function centredBias(w: Float32Array): void {
    for (let c = 0; c < classes; c++) start[c] = w[biasAt + c]!
    for (let i = 0; i < latents; i++) {
      const m = centre[i]!
      if (m === 0) continue
      for (let c = 0, at = i * classes; c < classes; c++, at++) start[c]! -= m * w[at]!
    }
  }

  function predict(w: Float32Array, n: number): void {
    logits.set(start)
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
      for (let t = 0; t < classes; t++) {
        logits[t]! += a * w[i++]! + b * w[j++]! + c * w[k++]! + d * w[l++]!
      }
    }
    for (; e < end; e++) {
      const a = values[e]!
      for (let t = 0, i = indices[e]! * classes; t < classes; t++, i++) logits[t]! += a * w[i]!
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
      for (let n = 0; n < rows; n++) {
        if (n % 64 === 0) await pause()
        predict(w, n)
        loss += softmaxResidual(logits, 0, classes, labels[n]!, sharpness)
        for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
          const value = values[e]! / rows
          const at = indices[e]! * classes
          for (let c = 0; c < classes; c++) gradient[at + c]! += value * logits[c]!
        }
        for (let c = 0; c < classes; c++) gradient[biasAt + c]! += logits[c]! / rows
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
        predict(w, n)
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
