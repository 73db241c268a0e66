import { checkRoom } from '../check.ts'
import type { SparseCodes } from '../codes.ts'
import type { Device, DeviceArray } from './device.ts'
import type { KernelText } from './kernel-text.ts'
import type { Scratch } from './scratch.ts'
import { checkFit, type Support } from './support.ts'

/** Moves codes between the host and the device. */
export interface CodesTransfer {
  /** Takes the support of `codes`. */
  pack(support: Support, codes: SparseCodes): Promise<void>
  /** Writes the values of the stored entries. */
  writeValues(support: Support, target: DeviceArray, values: Float32Array): Promise<void>
  /** Reads support and values. */
  read(support: Support, values: DeviceArray, target: SparseCodes): Promise<void>
}

export function createTransfer(device: Device, scratch: Scratch): CodesTransfer {
  return {
    async pack(support, { rows, offsets, indices }) {
      const stored = offsets[rows]!
      checkFit(support, rows, stored)
      const { maxRows, capacity } = support
      const bounds = scratch.host('offsets', [maxRows + 1])
      for (let n = 0; n <= maxRows; n++) bounds.values[n] = offsets[Math.min(n, rows)]!
      const latents = scratch.host('latents', [capacity])
      latents.values.set(indices.subarray(0, stored))
      latents.values.fill(-1, stored)
      const rowOf = scratch.host('rowOf', [capacity])
      for (let n = 0; n < rows; n++) rowOf.values.fill(n, offsets[n]!, offsets[n + 1]!)
      rowOf.values.fill(-1, stored)
      support.rows = rows
      support.columnsKnown = false
      await device.compute(support.offsets, copy, [bounds])
      await device.compute(support.latents, copy, [latents])
      await device.compute(support.rowOf, copy, [rowOf])
    },

    async writeValues({ capacity, rowOf }, target, values) {
      const given = scratch.host('values', [capacity])
      given.values.set(values.length > capacity ? values.subarray(0, capacity) : values)
      await device.compute(target, copyStored, [given, rowOf])
    },

    async read({ rows, maxRows, capacity, offsets, latents }, values, target) {
      // One array, since the way to the host takes longer than what is carried.
      const whole = scratch.array('codes', [maxRows + 1 + 2 * capacity])
      await device.compute(whole, concatenated(maxRows + 1, capacity), [offsets, latents, values])
      const held = await device.download(whole)
      const stored = held[rows]!
      checkRoom(target, rows, stored)
      target.rows = rows
      target.offsets.set(held.subarray(0, rows + 1))
      const first = maxRows + 1
      target.indices.set(held.subarray(first, first + stored))
      target.values.set(held.subarray(first + capacity, first + capacity + stored))
    },
  }
}

const concatenated = (bounds: number, capacity: number): KernelText => ({
  name: 'concatenated',
  parameters: ['offsets', 'latents', 'values'],
  body: () => `
    let result = 0;
    if (this.thread.x < ${bounds}) {
      result = offsets[this.thread.x];
    } else if (this.thread.x < ${bounds + capacity}) {
      result = latents[this.thread.x - ${bounds}];
    } else {
      result = values[this.thread.x - ${bounds + capacity}];
    }
    return result;`,
})

const copy: KernelText = {
  name: 'copy',
  parameters: ['source'],
  body: () => 'return source[this.thread.x];',
}

const copyStored: KernelText = {
  name: 'copyStored',
  parameters: ['source', 'rowOf'],
  body: () => `
    let value = 0;
    if (rowOf[this.thread.x] >= 0) { value = source[this.thread.x]; }
    return value;`,
}
