import { checkRoom } from '../check.ts'
import type { SparseCodes } from '../codes.ts'
import { TensorError } from '../errors.ts'
import type { Device, DeviceArray } from './device.ts'
import type { Support } from './resident.ts'
import type { Scratch } from './scratch.ts'

/** Float32 indices are whole up to here. */
const maxEntries = 2 ** 24

/** An empty support with room for `capacity` entries. */
export function createSupport(
  device: Device,
  maxRows: number,
  latentCount: number,
  capacity: number,
): Support {
  if (!(capacity >= 1 && capacity <= maxEntries)) {
    throw new TensorError(
      `the gpu backend cannot hold codes of ${capacity} entries: 1 to ${maxEntries} fit, so encode smaller batches`,
    )
  }
  return {
    maxRows,
    latentCount,
    capacity,
    rows: 0,
    offsets: new Uint32Array(maxRows + 1),
    begin: device.array([maxRows]),
    end: device.array([maxRows]),
    rowOf: device.array([capacity]),
    latents: device.array([capacity]),
    slots: 0,
    hostLatents: new Float32Array(capacity).fill(-1),
    hostKnown: true,
    pointers: device.array([latentCount + 1]),
    entries: device.array([capacity]),
    columnsKnown: false,
  }
}

/** Moves between the support on the device and codes on the host, over scratch that is reused. */
export interface SupportTransfer {
  /** Takes the support of `codes`. */
  pack(support: Support, codes: SparseCodes): Promise<void>
  /** Gives every row `k` slots; their latents are the device's to fill. */
  slot(support: Support, k: number): Promise<void>
  /** Writes values that come in the order of `readCodes`. */
  writeValues(support: Support, target: DeviceArray, values: Float32Array): Promise<void>
  /** Reads support and values. */
  read(support: Support, values: DeviceArray, target: SparseCodes): Promise<void>
  /** Makes sure that `pointers` and `entries` describe the support. */
  columns(support: Support): Promise<void>
}

export function createTransfer(device: Device, scratch: Scratch): SupportTransfer {
  const staging = scratch.host

  async function uploadRows(target: DeviceArray, offsets: Uint32Array, shift: 0 | 1) {
    const [length] = target.shape
    const bounds = staging(length)
    for (let n = 0; n < length; n++) bounds[n] = offsets[n + shift]!
    await device.upload(target, bounds)
  }

  async function uploadRowOf({ rowOf, offsets, capacity, maxRows }: Support) {
    const row = staging(capacity).fill(-1)
    for (let n = 0; n < maxRows; n++) row.fill(n, offsets[n]!, offsets[n + 1]!)
    await device.upload(rowOf, row)
  }

  async function latentsOf(support: Support): Promise<Float32Array> {
    if (!support.hostKnown) {
      support.hostLatents.set(await device.download(support.latents))
      support.hostKnown = true
    }
    return support.hostLatents
  }

  return {
    async pack(support, { rows, offsets, indices }) {
      checkFit(support, rows, offsets[rows]!)
      const { maxRows, hostLatents } = support
      for (let n = 0; n <= maxRows; n++) support.offsets[n] = offsets[Math.min(n, rows)]!
      hostLatents.fill(-1)
      for (let e = 0; e < offsets[rows]!; e++) hostLatents[e] = indices[e]!
      support.rows = rows
      support.slots = 0
      support.hostKnown = true
      support.columnsKnown = false
      await uploadRows(support.begin, support.offsets, 0)
      await uploadRows(support.end, support.offsets, 1)
      await uploadRowOf(support)
      await device.upload(support.latents, hostLatents)
    },

    async slot(support, k) {
      checkFit(support, support.maxRows, support.maxRows * k)
      support.hostKnown = false
      support.columnsKnown = false
      if (support.slots === k) return
      for (let n = 0; n <= support.maxRows; n++) support.offsets[n] = n * k
      support.slots = k
      await uploadRows(support.begin, support.offsets, 0)
      await uploadRowOf(support)
    },

    async writeValues(support, target, values) {
      const latents = await latentsOf(support)
      const slots = staging(support.capacity).fill(0)
      let stored = 0
      for (let e = 0; e < support.offsets[support.rows]!; e++) {
        if (latents[e]! >= 0) slots[e] = values[stored++]!
      }
      await device.upload(target, slots)
    },

    async read(support, values, target) {
      const latents = await latentsOf(support)
      const held = await device.download(values)
      let count = 0
      for (let e = 0; e < support.offsets[support.rows]!; e++) if (latents[e]! >= 0) count++
      checkRoom(target, support.rows, count)
      let stored = 0
      target.rows = support.rows
      target.offsets[0] = 0
      for (let n = 0; n < support.rows; n++) {
        for (let e = support.offsets[n]!; e < support.offsets[n + 1]!; e++) {
          if (latents[e]! < 0) continue
          target.indices[stored] = latents[e]!
          target.values[stored++] = held[e]!
        }
        target.offsets[n + 1] = stored
      }
    },

    async columns(support) {
      if (support.columnsKnown) return
      const latents = await latentsOf(support)
      const stored = support.offsets[support.rows]!
      const pointers = staging(support.latentCount + 1).fill(0)
      for (let e = 0; e < stored; e++) if (latents[e]! >= 0) pointers[latents[e]! + 1]!++
      for (let j = 0; j < support.latentCount; j++) pointers[j + 1]! += pointers[j]!
      await device.upload(support.pointers, pointers)
      const entries = staging(support.capacity).fill(0)
      // The start of each column moves on as the column fills.
      for (let e = 0; e < stored; e++) if (latents[e]! >= 0) entries[pointers[latents[e]!]!++] = e
      await device.upload(support.entries, entries)
      support.columnsKnown = true
    },
  }
}

function checkFit({ maxRows, capacity }: Support, rows: number, entries: number): void {
  if (rows > maxRows) {
    throw new TensorError(`the codes have room for ${maxRows} rows and got ${rows}`)
  }
  if (entries > capacity) {
    throw new TensorError(
      `the codes hold ${capacity} entries and need ${entries}: allocate a larger capacity`,
    )
  }
}
