import type { BackprojectOp, DecodeOp, ReconstructOp } from '../backend.ts'
import type { Device, DeviceArray } from './device.ts'
import type { KernelText } from './kernel-text.ts'
import { arrayOf, codesOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import { inSpan } from './spans.ts'
import { decodeDifference, entryGradient, sparseDecode, viewedDecode } from './sparse-kernels.ts'
import type { Sums } from './sums.ts'
import type { Support } from './support.ts'

/** Ops that walk the rows of codes. */
export function createRowOps(device: Device, scratch: Scratch, sums: Sums) {
  /** target += sign · Σ_n x_n. */
  const addColumnSums = (target: DeviceArray, x: DeviceArray, sign: number) =>
    device.compute(target, columnSums(x.shape[0]), [target, x, sign])

  return {
    async decode({ codes, w, spans, bias, out }: DecodeOp): Promise<void> {
      const { support, values } = codesOf(codes)
      const { latents, offsets, rows } = support
      const biases = bias ? [arrayOf(bias)] : []
      const given = [latents, values, offsets, arrayOf(w), arrayOf(out), ...biases, rows]
      const text = sparseDecode(spans, bias !== undefined, longestRow(support))
      await device.compute(arrayOf(out), text, given)
    },

    async reconstruct(op: ReconstructOp): Promise<number> {
      const { spans, bias, residual, biasGradient } = op
      const { support, values } = codesOf(op.codes)
      const { latents, rowOf, offsets, rows } = support
      const [w, delta] = [arrayOf(op.w), arrayOf(op.delta)]
      const biases = bias ? [arrayOf(bias)] : []
      const difference = scratch.array('difference', delta.shape)
      const text = decodeDifference(spans, bias !== undefined, longestRow(support))
      const given = [latents, values, offsets, w, arrayOf(op.target), ...biases, rows]
      await device.compute(difference, text, given)
      const weights = scratch.host('weights', [op.delta.rows, 2 * spans.length])
      weights.values.set(op.weights.subarray(0, 2 * rows * spans.length))
      await device.compute(delta, weighted(spans), [difference, arrayOf(op.view), weights])
      if (residual) await device.compute(arrayOf(residual), negated, [difference])
      if (biasGradient) await addColumnSums(arrayOf(biasGradient), delta, 1)
      const { values: gradient } = codesOf(op.gradient)
      await device.compute(gradient, entryGradient(spans), [latents, rowOf, w, delta])
      return sums.total(await sums.rowDots('row losses', delta, difference))
    },

    async backproject({ codes, w, spans, view, into }: BackprojectOp): Promise<void> {
      const { support, values } = codesOf(codes)
      const { latents, offsets, rows } = support
      const decoded = scratch.array('backprojection', [view.rows, view.cols])
      const given = [latents, values, offsets, arrayOf(w), arrayOf(view), rows]
      await device.compute(decoded, viewedDecode(spans, longestRow(support)), given)
      await addColumnSums(arrayOf(into), decoded, -1)
    },
  }
}

/** Bound of the entries of a row, and one more. */
const longestRow = ({ latentCount, capacity }: Support) => Math.min(latentCount, capacity) + 1

/** weight ⊙ difference, with one weight a span for hidden and one for visible entries. */
const weighted = (spans: Parameters<typeof entryGradient>[0]): KernelText => ({
  name: 'weighted',
  parameters: ['difference', 'view', 'weights'],
  body: ({ row, col, at, here }) => `
    let weight = 0;
    let seen = 0;
    if (${here('view')} !== 0) { seen = 1; }
    ${spans
      .map(
        (span, s) =>
          `if (${inSpan(col, span)}) { weight = ${at('weights', row, `seen + ${2 * s}`)}; }`,
      )
      .join('\n')}
    return weight * ${here('difference')};`,
})

const negated: KernelText = {
  name: 'negated',
  parameters: ['source'],
  body: ({ here }) => `return -${here('source')};`,
}

const columnSums = (height: number): KernelText => ({
  name: 'columnSums',
  parameters: ['old', 'x', 'sign'],
  body: ({ here, at, col }) => `
    let sum = 0;
    for (let n = 0; n < ${height}; n++) { sum += ${at('x', 'n', col)}; }
    return ${here('old')} + sign * sum;`,
})
