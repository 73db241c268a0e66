import { sparseCodes, type ResidentCodes, type SparseCodes } from '@cmgsae/tensor'
import { byLatent } from '../by-latent.ts'
import { addScaled } from './add-scaled.ts'
import { blockRows, type Computing } from './computing.ts'
import { softmaxResidual } from './softmax.ts'
import type { Standardization } from './standardize.ts'
import type { DataTerm } from './term.ts'

interface CodeBlock {
  readonly from: number
  readonly to: number
  /** The block's codes, scaled. */
  readonly rows: ResidentCodes
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
  { backend, pause }: Computing,
): DataTerm {
  const { rows, latents } = codes
  const size = blockRows(rows, classes)
  const biasAt = latents * classes
  const spans = [{ x: 0, w: 0, width: classes }]
  const weights = backend.matrix(latents, classes, 'rows')
  const bias = backend.matrix(1, classes)
  const logits = backend.matrix(size, classes)
  const start = new Float32Array(classes)
  const host = new Float32Array(size * classes)
  const made: CodeBlock[] = []
  /** Of fitting, which not every term does. */
  let fitting: ReturnType<typeof prepareFit> | undefined

  function prepareFit() {
    return {
      residuals: backend.matrix(size, classes, 'rows'),
      part: backend.matrix(latents, classes),
      partHost: new Float32Array(biasAt),
      /** scale/n · each block's codes turned on their side: a row for each latent. */
      columns: [] as ResidentCodes[],
    }
  }

  async function blocks(): Promise<readonly CodeBlock[]> {
    for (let from = size * made.length; from < rows; from = size * made.length) {
      const part = window(codes, from, Math.min(from + size, rows))
      made.push({
        from,
        to: from + part.rows,
        rows: await upload(part, scale),
      })
    }
    return made
  }

  async function upload(part: SparseCodes, factor: number): Promise<ResidentCodes> {
    const resident = backend.codes(part.rows, part.latents, Math.max(1, part.values.length))
    await backend.writeCodes(resident, {
      ...part,
      values: part.values.map((value) => value * factor),
    })
    return resident
  }

  async function load(w: Float32Array): Promise<void> {
    start.set(w.subarray(biasAt))
    for (let i = 0; i < latents; i++) {
      if (mean[i] !== 0) addScaled(start, 0, w, i * classes, classes, -scale * mean[i]!)
    }
    await backend.write(weights, w.subarray(0, biasAt))
    await backend.write(bias, start)
  }

  /** Leaves the logits of a block in `host`. */
  async function predict({ from, to, rows: part }: CodeBlock): Promise<void> {
    await pause()
    await backend.decode({ codes: part, w: weights, spans, bias, out: logits })
    await backend.read(logits, host.subarray(0, (to - from) * classes))
  }

  return {
    samples: rows,
    classes,
    size: biasAt + classes,
    isBias: (parameter) => parameter >= biasAt,

    async evaluate(w, gradient) {
      const { residuals, part, partHost, columns } = (fitting ??= prepareFit())
      gradient.fill(0)
      await load(w)
      const sharpness = new Float64Array(1)
      let loss = 0
      for (const [b, block] of (await blocks()).entries()) {
        const { from, to } = block
        columns[b] ??= await upload(turned(window(codes, from, to), size), scale / rows)
        await predict(block)
        for (let n = from; n < to; n++) {
          const at = (n - from) * classes
          loss += softmaxResidual(host, at, classes, labels[n]!, sharpness)
          addScaled(gradient, biasAt, host, at, classes, 1 / rows)
        }
        await pause()
        await backend.write(residuals, host.subarray(0, (to - from) * classes))
        await backend.decode({ codes: columns[b], w: residuals, spans, out: part })
        await backend.read(part, partHost)
        addScaled(gradient, 0, partHost, 0, biasAt, 1)
      }
      for (let i = 0; i < latents; i++) {
        if (mean[i] === 0) continue
        addScaled(gradient, i * classes, gradient, biasAt, classes, -scale * mean[i]!)
      }
      return { loss: loss / rows, curvature: (1 - sharpness[0]! / rows) / classes }
    },

    async eachLogits(w, visit) {
      await load(w)
      for (const block of await blocks()) {
        await predict(block)
        for (let n = block.from; n < block.to; n++) {
          const at = (n - block.from) * classes
          visit(n, host.subarray(at, at + classes))
        }
      }
    },

    preconditioner(curvature, regularization) {
      return async (v, out) => {
        for (let i = 0; i <= latents; i++) {
          const m = i < latents ? curvature * variance[i]! + regularization : curvature
          for (let at = i * classes; at < (i + 1) * classes; at++) out[at] = v[at]! / m
        }
      }
    },

    release() {
      backend.release(weights, bias, logits)
      for (const { rows: part } of made) backend.release(part)
      if (fitting) backend.release(fitting.residuals, fitting.part, ...fitting.columns)
    },
  }
}

/** Rows `from … to` of codes as views, offsets counted from their start. */
function window(codes: SparseCodes, from: number, to: number): SparseCodes {
  const start = codes.offsets[from]!
  const end = codes.offsets[to]!
  return {
    rows: to - from,
    latents: codes.latents,
    offsets: codes.offsets.slice(from, to + 1).map((offset) => offset - start),
    indices: codes.indices.subarray(start, end),
    values: codes.values.subarray(start, end),
  }
}

/** The codes with a row for each latent, of at most `samples` samples. */
function turned(codes: SparseCodes, samples: number): SparseCodes {
  const { offsets, samples: indices, values } = byLatent(codes)
  return { ...sparseCodes(codes.latents, samples, 0), offsets, indices, values }
}
