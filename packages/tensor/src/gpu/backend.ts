import type { Backend } from '../backend.ts'
import { checkRead, checkWrite } from '../check.ts'
import { writtenValues } from '../written.ts'
import { createActivationGradient } from './activation-gradient.ts'
import { createColumns } from './columns.ts'
import type { Device } from './device.ts'
import { createEncode } from './encode.ts'
import { createGroupNorm } from './group-norm.ts'
import { createLearn } from './learn.ts'
import { copyMatrix, fillMatrix, overwrite, product } from './matrix-kernels.ts'
import { createRowOps } from './reconstruct.ts'
import { arrayOf, codesOf, residentCodes, residentMatrix } from './resident.ts'
import { createScratch } from './scratch.ts'
import { createSums } from './sums.ts'
import { createSupport, releaseSupport } from './support.ts'
import { createTransfer } from './transfer.ts'
import { createView } from './view.ts'

/** The kernels of `Backend` on one device. */
export function createBackend(device: Device): Backend {
  const scratch = createScratch(device)
  const sums = createSums(device, scratch)
  const transfer = createTransfer(device, scratch)
  const columns = createColumns(device, scratch)
  const view = createView(device, scratch)
  const encode = createEncode(device, scratch)
  const { decode, reconstruct, backproject } = createRowOps(device, scratch, sums)
  const groupNorm = createGroupNorm(device, scratch, sums)
  const activationGradient = createActivationGradient(device, columns)
  const { squaredGradient, learn, adam } = createLearn(device, scratch, sums, columns)

  // Calls take effect in order even where the caller awaits only the last.
  let last: Promise<unknown> = Promise.resolve()
  function inOrder<T>(call: () => Promise<T>): Promise<T> {
    const result = last.then(call)
    last = result.catch(() => undefined)
    return result
  }
  const queued =
    <O, T>(op: (given: O) => Promise<T>) =>
    (given: O) =>
      inOrder(() => op(given))

  return {
    name: `gpu (${device.mode})`,

    matrix: (rows, cols) => residentMatrix(device, rows, cols),
    codes: (rows, latents, capacity) =>
      residentCodes(device, createSupport(device, rows, latents, capacity)),
    like: (codes) => residentCodes(device, codesOf(codes).support),
    release(...residents) {
      const frees = residents.map((resident) => {
        if (!('capacity' in resident)) {
          const array = arrayOf(resident)
          return () => device.release(array)
        }
        const { support, values } = codesOf(resident)
        return () => {
          device.release(values)
          releaseSupport(device, support)
        }
      })
      // After the ops that may still use them.
      void inOrder(async () => {
        for (const free of frees) free()
      })
    },

    write: (target, written) =>
      inOrder(async () => {
        const source = writtenValues(target, written)
        const { rows, cols } = target
        const array = arrayOf(target)
        checkWrite(target, source.length)
        if (source.length === rows * cols) {
          return device.compute(array, copyMatrix, [{ shape: array.shape, values: source }])
        }
        const given = scratch.host('write', array.shape)
        given.values.set(source)
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
    fill: (target, value) => inOrder(() => device.compute(arrayOf(target), fillMatrix, [value])),

    view: queued(view),
    encode: queued(encode),
    decode: queued(decode),
    reconstruct: queued(reconstruct),
    groupNorm: queued(groupNorm),
    activationGradient: queued(activationGradient),
    backproject: queued(backproject),
    squaredGradient: queued(squaredGradient),
    squaredNorm: queued(async (m) => {
      const array = arrayOf(m)
      return sums.total(await sums.rowDots('squared', array, array))
    }),
    learn: queued(learn),
    adam: queued(adam),
    product: (a, b, out) =>
      inOrder(() => device.compute(arrayOf(out), product(a.cols), [arrayOf(a), arrayOf(b)])),

    dispose: () => device.dispose(),
  }
}
