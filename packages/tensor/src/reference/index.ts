import type { Backend, LatentRange, Resident } from '../backend.ts'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { checkRead, checkRoom, checkRows, checkWrite } from '../check.ts'
import { matrix } from '../matrix.ts'
import { adam, normalizeRows, projectRows, squaredNorm } from './optimize.ts'
import { product } from './product.ts'
import { select, selectAmong } from './select.ts'
import { codeGradient, decode, weightGradient } from './sparse.ts'
import { hostCodes, hostMatrix, residentCodes, residentMatrix } from './store.ts'

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

    async write(target, source) {
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
    async fill(target, value, area) {
      const { cols } = target
      if (!area) data(target).fill(value)
      else {
        for (let i = area.rows[0]; i < area.rows[1]; i++) {
          data(target).fill(value, i * cols + area.cols[0], i * cols + area.cols[1])
        }
      }
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
    async residual({ prediction, target, weights, rows, out }) {
      const entries = rows * out.cols
      const [a, b, weight, delta] = [data(prediction), data(target), data(weights), data(out)]
      let loss = 0
      for (let i = 0; i < entries; i++) {
        const difference = a[i]! - b[i]!
        loss += weight[i]! * difference * difference
        delta[i] = weight[i]! * difference
      }
      return loss
    },
    async codeGradient({ codes, w, spans, delta, out, accumulate = false }) {
      const values = hostCodes(out).values
      codeGradient(hostCodes(codes), hostMatrix(w), spans, hostMatrix(delta), values, accumulate)
    },
    async weightGradient({ codes, x, spans, into }) {
      weightGradient(hostCodes(codes), hostMatrix(x), spans, hostMatrix(into))
    },
    async columnSums(x, rows, out) {
      const { cols } = x
      const [sums, samples] = [data(out), data(x)]
      for (let n = 0; n < rows; n++) {
        for (let j = 0; j < cols; j++) sums[j]! += samples[n * cols + j]!
      }
    },

    async squaredNorm(m) {
      return squaredNorm(hostMatrix(m))
    },
    async projectRows(gradient, w) {
      projectRows(hostMatrix(gradient), hostMatrix(w))
    },
    async adam({ parameter, gradient, first, second, ...hyper }) {
      adam(data(parameter), data(gradient), data(first), data(second), hyper)
    },
    async normalizeRows(w, radius, rows = [0, w.rows]) {
      normalizeRows(hostMatrix(w), radius, rows)
    },

    dispose() {
      pre = new Float32Array(0)
    },
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
