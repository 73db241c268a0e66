import type { ResidentCodes } from '../backend.ts'
import { TensorError } from '../errors.ts'
import {
  batchInterval,
  chunkMaxima,
  chunksOf,
  halved,
  rowBounds,
  rowMaxima,
  rowNeighbours,
} from './bisect.ts'
import type { Device, DeviceArray } from './device.ts'
import {
  batchQuota,
  chunkAbove,
  chunkSum,
  chunkTies,
  entryLatents,
  entryRows,
  entryValues,
  rowOffsets,
  rowQuota,
} from './gather-codes.ts'
import type { KernelText } from './kernel-text.ts'
import { codesOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import { checkFit } from './support.ts'

/** How many positive pre-activations are taken, of each row or of the batch; absent: all. */
export interface Quota {
  readonly k: number
  readonly of: 'row' | 'batch'
}

/** Halvings of a batch's interval between two looks at whether it has closed. */
const HALVINGS = 8

/** Packs the largest of `pre` (B×p, −1 where a latent must not fire) into codes. */
export function createSelect(device: Device, scratch: Scratch) {
  async function batchBounds(pre: DeviceArray, maxima: DeviceArray, k: number, rows: number) {
    const [maxRows, p] = pre.shape as readonly [number, number]
    const largest = scratch.array('largest', [maxRows])
    await device.compute(largest, rowMaxima(p), [maxima, rows])
    const interval = scratch.array('interval', [2])
    await device.compute(interval, batchInterval(maxRows), [largest])
    const neighbours = scratch.array('neighbours', [maxRows, 3])
    for (;;) {
      const [low, high] = await device.download(interval)
      if (!(low! < high!)) return low!
      for (let h = 0; h < HALVINGS; h++) {
        await device.compute(neighbours, rowNeighbours(p), [pre, maxima, interval, rows])
        await device.compute(interval, halved(maxRows), [interval, neighbours, k])
      }
    }
  }

  async function boundsOf(pre: DeviceArray, quota: Quota | undefined, rows: number) {
    const [maxRows, p] = pre.shape as readonly [number, number]
    const bounds = scratch.array('bounds', [maxRows])
    if (!quota || quota.k < 1) {
      await device.compute(bounds, same, [quota ? LARGEST : 0])
      return bounds
    }
    const maxima = scratch.array('maxima', [maxRows, chunksOf(p)])
    await device.compute(maxima, chunkMaxima(p), [pre])
    if (quota.of === 'row') {
      await device.compute(bounds, rowBounds(p), [pre, maxima, quota.k, rows])
    } else {
      await device.compute(bounds, same, [await batchBounds(pre, maxima, quota.k, rows)])
    }
    return bounds
  }

  return async (pre: DeviceArray, quota: Quota | undefined, rows: number, out: ResidentCodes) => {
    const { support, values } = codesOf(out)
    const [maxRows, p] = pre.shape as readonly [number, number]
    checkFit(support, rows, 0)
    support.rows = rows
    support.columnsKnown = false
    const bounds = await boundsOf(pre, quota, rows)

    const shape = [maxRows, chunksOf(p)] as const
    const above = scratch.array('above', shape)
    await device.compute(above, chunkAbove(p), [pre, bounds, rows])
    const ties = scratch.array('ties', shape)
    await device.compute(ties, chunkTies(p), [pre, bounds, rows])
    const rowAbove = scratch.array('row above', [maxRows])
    await device.compute(rowAbove, chunkSum(p), [above])
    const rowTies = scratch.array('row ties', [maxRows])
    await device.compute(rowTies, chunkSum(p), [ties])
    const free = scratch.array('free', [maxRows])
    const text = quota?.of === 'batch' ? batchQuota(maxRows) : rowQuota
    await device.compute(free, text, [rowAbove, rowTies, quota?.k ?? 0])

    const { offsets, rowOf, latents } = support
    await device.compute(offsets, rowOffsets(maxRows), [rowAbove, free])
    await checkCapacity(device, quota, rows, out)
    await device.compute(rowOf, entryRows(support.maxRows), [offsets])
    const given = [pre, bounds, free, above, ties, offsets, rowOf]
    await device.compute(latents, entryLatents(p), given)
    await device.compute(values, entryValues, [pre, latents, rowOf])
  }
}

/** @throws TensorError when more fired than the codes hold, which only the device knows */
async function checkCapacity(
  device: Device,
  quota: Quota | undefined,
  rows: number,
  out: ResidentCodes,
): Promise<void> {
  const { support } = codesOf(out)
  const { capacity, latentCount, offsets } = support
  const most = quota
    ? Math.min(quota.of === 'row' ? rows * quota.k : quota.k, rows * latentCount)
    : rows * latentCount
  if (most <= capacity) return
  const stored = (await device.download(offsets))[rows]!
  if (stored <= capacity) return
  support.rows = 0
  await device.compute(offsets, same, [0])
  throw new TensorError(
    `the codes hold ${capacity} entries and ${stored} latents fired: allocate a larger capacity`,
  )
}

/** Nothing finite lies above it. */
const LARGEST = 3.4e38

const same: KernelText = {
  name: 'same',
  parameters: ['value'],
  body: () => 'return value;',
}
