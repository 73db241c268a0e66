import type { Backend } from '../backend.ts'
import { checkRead, checkWrite } from '../check.ts'
import type { Device, DeviceArray } from './device.ts'
import { createEncode } from './encode.ts'
import {
  adamFirst,
  adamSecond,
  adamStep,
  addColumnSums,
  fillArea,
  overwrite,
  project,
  rescale,
  rowDots,
  rowLoss,
  weightedResidual,
} from './matrix-kernels.ts'
import { arrayOf, codesOf, residentCodes, residentMatrix } from './resident.ts'
import { createScratch } from './scratch.ts'
import { entryGradient, gatherGradient, sparseDecode } from './sparse-kernels.ts'
import { createSupport, createTransfer } from './support.ts'

/** The kernels of `Backend` on one device. */
export function createBackend(device: Device): Backend {
  const scratch = createScratch(device)
  const transfer = createTransfer(device, scratch)
  const encode = createEncode(device, scratch, transfer)

  // Calls take effect in order even where the caller awaits only the last.
  let last: Promise<unknown> = Promise.resolve()
  function inOrder<T>(call: () => Promise<T>): Promise<T> {
    const result = last.then(call)
    last = result.catch(() => undefined)
    return result
  }

  async function rowDotsOf(name: string, a: DeviceArray, b: DeviceArray): Promise<DeviceArray> {
    const [rows, cols] = a.shape as readonly [number, number]
    const out = scratch.array(name, [rows])
    await device.compute(out, rowDots(cols), [a, b])
    return out
  }

  return {
    name: `gpu (${device.mode})`,

    matrix: (rows, cols) => residentMatrix(device, rows, cols),
    codes(rows, latents, capacity) {
      const support = createSupport(device, rows, latents, capacity)
      return residentCodes(support, device.array([capacity]))
    },
    like(codes) {
      const { support } = codesOf(codes)
      return residentCodes(support, device.array([support.capacity]))
    },

    write: (target, source) =>
      inOrder(async () => {
        const { rows, cols } = target
        const array = arrayOf(target)
        checkWrite(target, source.length)
        if (source.length === rows * cols) return device.upload(array, source)
        const whole = scratch.host(rows * cols)
        whole.set(source)
        const given = scratch.array('write', array.shape)
        await device.upload(given, whole)
        const inputs = [array, given, Math.floor(source.length / cols), source.length % cols]
        await device.compute(array, overwrite, inputs)
      }),
    read: (source, target) =>
      inOrder(async () => {
        checkRead(source, target.length)
        target.set((await device.download(arrayOf(source))).subarray(0, target.length))
      }),
    readCodes: (source, target) =>
      inOrder(() => {
        const { support, values } = codesOf(source)
        return transfer.read(support, values, target)
      }),
    writeCodes: (target, source) =>
      inOrder(async () => {
        const { support, values } = codesOf(target)
        await transfer.pack(support, source)
        await transfer.writeValues(support, values, source.values)
      }),
    writeValues: (target, source) =>
      inOrder(() => {
        const { support, values } = codesOf(target)
        return transfer.writeValues(support, values, source)
      }),
    fill: (target, value, area) =>
      inOrder(() => {
        const [top, bottom] = area?.rows ?? [0, target.rows]
        const [left, right] = area?.cols ?? [0, target.cols]
        const array = arrayOf(target)
        return device.compute(array, fillArea, [array, value, top, bottom, left, right])
      }),

    encode: (op) => inOrder(() => encode(op)),
    decode: ({ codes, w, spans, bias, out }) =>
      inOrder(() => {
        const { support, values } = codesOf(codes)
        const { latents, begin, end, latentCount, capacity, rows } = support
        const text = sparseDecode(spans, bias !== undefined, Math.min(latentCount, capacity) + 1)
        const array = arrayOf(out)
        const biases = bias ? [arrayOf(bias)] : []
        const inputs = [latents, values, begin, end, arrayOf(w), array, ...biases, rows]
        return device.compute(array, text, inputs)
      }),
    residual: ({ prediction, target, weights, rows, out }) =>
      inOrder(async () => {
        const given = [arrayOf(prediction), arrayOf(target), arrayOf(weights)]
        const losses = await device.reduce(out.rows, rowLoss(out.cols), [...given, rows])
        const array = arrayOf(out)
        await device.compute(array, weightedResidual, [...given, array, rows])
        return sum(losses)
      }),
    codeGradient: ({ codes, w, spans, delta, out, accumulate = false }) =>
      inOrder(() => {
        const { latents, rowOf } = codesOf(codes).support
        const target = codesOf(out).values
        const inputs = [latents, rowOf, arrayOf(w), arrayOf(delta), ...(accumulate ? [target] : [])]
        return device.compute(target, entryGradient(spans, accumulate), inputs)
      }),
    weightGradient: ({ codes, x, spans, into }) =>
      inOrder(async () => {
        const { support, values } = codesOf(codes)
        await transfer.columns(support)
        const { pointers, entries, rowOf, maxRows } = support
        const array = arrayOf(into)
        const inputs = [array, pointers, entries, rowOf, values, arrayOf(x)]
        await device.compute(array, gatherGradient(spans, maxRows + 1), inputs)
      }),
    columnSums: (x, rows, out) =>
      inOrder(() => {
        const array = arrayOf(out)
        return device.compute(array, addColumnSums(x.rows), [array, arrayOf(x), rows])
      }),

    squaredNorm: (m) =>
      inOrder(async () => {
        const array = arrayOf(m)
        return sum(await device.reduce(m.rows, rowDots(m.cols), [array, array]))
      }),
    projectRows: (gradient, w) =>
      inOrder(async () => {
        const [g, atoms] = [arrayOf(gradient), arrayOf(w)]
        const inner = await rowDotsOf('inner', g, atoms)
        const squared = await rowDotsOf('squared', atoms, atoms)
        await device.compute(g, project, [g, atoms, inner, squared])
      }),
    adam: ({ parameter, gradient, first, second, ...hyper }) =>
      inOrder(async () => {
        const { learningRate, beta1, beta2, epsilon, step, scale } = hyper
        const [w, g, m, v] = [
          arrayOf(parameter),
          arrayOf(gradient),
          arrayOf(first),
          arrayOf(second),
        ]
        await device.compute(m, adamFirst, [m, g, beta1, (1 - beta1) * scale])
        await device.compute(v, adamSecond, [v, g, beta2, (1 - beta2) * scale * scale])
        const rate = learningRate / (1 - beta1 ** step)
        await device.compute(w, adamStep, [w, m, v, rate, 1 / (1 - beta2 ** step), epsilon])
      }),
    normalizeRows: (w, radius, [from, to] = [0, w.rows]) =>
      inOrder(async () => {
        const array = arrayOf(w)
        const squared = await rowDotsOf('squared', array, array)
        await device.compute(array, rescale, [array, squared, radius, from, to])
      }),

    dispose: () => device.dispose(),
  }
}

function sum(values: Float32Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
