import type { Activation } from '../activation.ts'
import type { EncodeOp, LatentRange } from '../backend.ts'
import { checkRows } from '../check.ts'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { select } from '../reference/select.ts'
import type { Device, DeviceArray } from './device.ts'
import {
  hide,
  preActivation,
  quota,
  slotEnds,
  slotLatents,
  slotValues,
  threshold,
} from './encode-kernels.ts'
import { arrayOf, codesOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import type { SupportTransfer } from './support.ts'

/** The encode op: product and top-k on the device, the other activations on the host. */
export function createEncode(device: Device, scratch: Scratch, transfer: SupportTransfer) {
  const hosts = new Map<string, SparseCodes>()

  /** Host codes of the same capacity, to select into. */
  function hostCodes(rows: number, latents: number, capacity: number): SparseCodes {
    const key = `${rows}×${latents}×${capacity}`
    let codes = hosts.get(key)
    if (!codes) hosts.set(key, (codes = sparseCodes(rows, latents, capacity)))
    return codes
  }

  /** Pre-activations with −1 where `marks`, one row or a row a sample, is 0. */
  async function hidden(
    pre: DeviceArray,
    marks: Uint8Array,
    shared: boolean,
  ): Promise<DeviceArray> {
    const [rows, p] = pre.shape as readonly [number, number]
    const shape = [shared ? 1 : rows, p] as const
    const staged = scratch.host(shape[0] * p).fill(0)
    staged.set(marks.length > staged.length ? marks.subarray(0, staged.length) : marks)
    const keep = scratch.array(shared ? 'among' : 'keep', shape)
    await device.upload(keep, staged)
    const out = scratch.array('hidden', pre.shape)
    await device.compute(out, hide(shared), [pre, keep])
    return out
  }

  async function selectOnDevice(pre: DeviceArray, k: number, rows: number, out: EncodeOp['out']) {
    const { support, values } = codesOf(out)
    await transfer.slot(support, k)
    support.rows = rows
    const { latents, rowOf, begin, end, maxRows } = support
    const [, p] = pre.shape as readonly [number, number]
    const bound = scratch.array('threshold', [maxRows])
    const free = scratch.array('quota', [maxRows])
    await device.compute(bound, threshold(p), [pre, k, rows])
    await device.compute(free, quota(p), [pre, bound, k])
    await device.compute(latents, slotLatents(p), [pre, bound, free, rowOf, k, rows])
    await device.compute(end, slotEnds(p), [latents, begin, k, rows])
    await device.compute(values, slotValues, [pre, latents, rowOf])
  }

  async function selectOnHost(
    pre: DeviceArray,
    activation: Activation,
    ranges: readonly LatentRange[],
    { rows, keep, out }: EncodeOp,
  ) {
    const { support, values } = codesOf(out)
    const codes = hostCodes(support.maxRows, support.latentCount, support.capacity)
    codes.rows = rows
    select(await device.download(pre), activation, ranges, keep, codes)
    await transfer.pack(support, codes)
    await transfer.writeValues(support, values, codes.values)
  }

  return async (op: EncodeOp): Promise<void> => {
    const { rows, spans, latents, keep, activation, auxiliary } = op
    checkRows(op.x, rows)
    const [x, w, bias] = [arrayOf(op.x), arrayOf(op.w), arrayOf(op.bias)]
    const pre = scratch.array('pre', [op.x.rows, op.w.rows])
    const text = preActivation(spans, latents, op.gain !== undefined)
    await device.compute(pre, text, [x, w, bias, ...(op.gain ? [arrayOf(op.gain)] : []), rows])
    if (activation.kind === 'topK') {
      const visible = keep ? await hidden(pre, keep, false) : pre
      await selectOnDevice(visible, activation.k, rows, op.out)
    } else {
      await selectOnHost(pre, activation, latents ?? [[0, op.w.rows]], op)
    }
    if (auxiliary) {
      const marked = await hidden(pre, auxiliary.among, true)
      await selectOnDevice(marked, auxiliary.k, rows, auxiliary.out)
    }
  }
}
