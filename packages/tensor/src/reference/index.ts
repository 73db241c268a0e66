import type { Backend, LatentRange, Resident, WeightGradient } from '../backend.ts'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { checkRead, checkRoom, checkRows, checkWrite } from '../check.ts'
import { matrix } from '../matrix.ts'
import { adam, squaredNorm } from './adam.ts'
import { activationGradient, backproject } from './backward.ts'
import { groupNorm } from './group-norm.ts'
import { learn, squaredGradient, type DenseGradient } from './learn.ts'
import { product } from './product.ts'
import { reconstruct } from './reconstruct.ts'
import { select, selectAmong } from './select.ts'
import { decode } from './sparse.ts'
import { hostCodes, hostMatrix, residentCodes, residentMatrix } from './store.ts'
import { fillView } from './view.ts'

const data = (resident: Resident) => hostMatrix(resident).data

/**
 * The backend every other one is compared with: plain TypeScript, sums in float64, one thread,
 * no dependency. Dense only in the encode product, sparse wherever codes are sparse.
 */
export function createReference(): Backend {
  let pre = new Float32Array(0)
  return {
    name: 'reference',

    matrix: (rows, cols) => residentMatrix(matrix(rows, cols)),
    codes: (rows, latents, capacity) => residentCodes(sparseCodes(rows, latents, capacity)),
    like(codes) {
      const shared = hostCodes(codes)
      return residentCodes({
        get rows() {
          return shared.rows
        },
        set rows(count) {
          shared.rows = count
        },
        latents: shared.latents,
        offsets: shared.offsets,
        indices: shared.indices,
        values: new Float32Array(shared.values.length),
      })
    },

    // The garbage collector takes what nobody refers to.
    release() {},

    async write(target, source) {
      if (typeof source === 'function') return source(data(target))
      checkWrite(target, source.length)
      data(target).set(source)
    },
    async read(source, target) {
      checkRead(source, target.length)
      target.set(data(source).subarray(0, target.length))
    },
    async readCodes(source, target) {
      copyCodes(hostCodes(source), target)
    },
    async writeCodes(target, source) {
      copyCodes(source, hostCodes(target))
    },
    async writeValues(target, values) {
      const host = hostCodes(target)
      host.values.set(values.subarray(0, host.offsets[host.rows]!))
    },
    async fill(target, value) {
      data(target).fill(value)
    },

    async view({ x, center, view, out, ...op }) {
      checkRows(x, op.rows)
      const [c, v, o] = [data(center), data(view), data(out)]
      fillView({ ...op, x: hostMatrix(x), center: c, view: v, out: o })
    },
    async encode({ x, w, rows, spans, bias, gain, latents, keep, activation, out, auxiliary }) {
      checkRows(x, rows)
      const p = w.rows
      if (pre.length < rows * p) pre = new Float32Array(rows * p)
      const ranges: readonly LatentRange[] = latents ?? [[0, p]]
      const options = {
        rows,
        spans,
        bias: data(bias),
        gain: gain && data(gain),
        latents: ranges,
      }
      product(hostMatrix(x), hostMatrix(w), options, pre)
      const codes = hostCodes(out)
      codes.rows = rows
      select(pre, activation, ranges, keep, codes)
      if (auxiliary) {
        const revived = hostCodes(auxiliary.out)
        revived.rows = rows
        selectAmong(pre, auxiliary.among, auxiliary.k, ranges, revived)
      }
    },
    async decode({ codes, w, spans, bias, out }) {
      decode(hostCodes(codes), hostMatrix(w), spans, bias && data(bias), hostMatrix(out))
    },
    async reconstruct({ codes, w, spans, weights, ...op }) {
      return reconstruct({
        codes: hostCodes(codes),
        w: hostMatrix(w),
        spans,
        weights,
        bias: op.bias && data(op.bias),
        target: data(op.target),
        view: data(op.view),
        delta: hostMatrix(op.delta),
        gradient: hostCodes(op.gradient).values,
        residual: op.residual && data(op.residual),
        biasGradient: op.biasGradient && data(op.biasGradient),
      })
    },
    async groupNorm({ codes, gradients, ...penalty }) {
      const slopes = gradients.map((gradient) => hostCodes(gradient).values)
      return groupNorm(codes.map(hostCodes), slopes, penalty)
    },
    async activationGradient({ codes, gradient, bias, biasGradient, gain, sparsity }) {
      activationGradient(hostCodes(codes), hostCodes(gradient).values, {
        bias: data(bias),
        biasGradient: data(biasGradient),
        gain: gain && { value: data(gain.value), gradient: data(gain.gradient) },
        sparsity,
      })
    },
    async backproject({ codes, w, spans, view, into }) {
      backproject(hostCodes(codes), hostMatrix(w), spans, hostMatrix(view), data(into))
    },

    async squaredGradient(op) {
      return squaredGradient(hostGradient(op))
    },
    async squaredNorm(m) {
      return squaredNorm(hostMatrix(m))
    },
    async learn({ first, second, ...op }) {
      learn(hostGradient(op), data(first), data(second), op)
    },
    async adam({ parameter, gradient, first, second, ...hyper }) {
      adam(data(parameter), data(gradient), data(first), data(second), hyper)
    },

    async product(a, b, out) {
      const [left, right] = [hostMatrix(a), hostMatrix(b)]
      for (let i = 0; i < left.rows; i++) {
        for (let j = 0; j < right.rows; j++) {
          let sum = 0
          for (let c = 0; c < left.cols; c++) {
            sum += left.data[i * left.cols + c]! * right.data[j * right.cols + c]!
          }
          data(out)[i * right.rows + j] = sum
        }
      }
    },

    dispose() {
      pre = new Float32Array(0)
    },
  }
}

function hostGradient({ w, terms, regions, project }: WeightGradient): DenseGradient {
  return {
    w: hostMatrix(w),
    terms: terms.map(({ codes, x, spans }) => ({
      codes: hostCodes(codes),
      x: hostMatrix(x),
      spans,
    })),
    regions,
    project,
  }
}

function copyCodes({ rows, offsets, indices, values }: SparseCodes, target: SparseCodes): void {
  const stored = offsets[rows]!
  checkRoom(target, rows, stored)
  target.rows = rows
  target.offsets.set(offsets.subarray(0, rows + 1))
  target.indices.set(indices.subarray(0, stored))
  target.values.set(values.subarray(0, stored))
}
