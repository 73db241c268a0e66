import { TensorError } from '../errors.ts'
import type { Device, DeviceArray } from './device.ts'

/** Float32 indices are whole up to here. */
const maxEntries = 2 ** 24

/**
 * Which latents fire, shared by all codes made with `like`. Entries are packed: row n owns the
 * entries `offsets[n] … offsets[n+1]`, and rows that are not in use own none.
 */
export interface Support {
  readonly maxRows: number
  readonly latentCount: number
  readonly capacity: number
  rows: number
  /** maxRows + 1. */
  readonly offsets: DeviceArray
  /** Row and latent of each entry; −1 past the last. */
  readonly rowOf: DeviceArray
  readonly latents: DeviceArray
  /** The entries of each latent (CSC), rows ascending, and their rows. */
  readonly pointers: DeviceArray
  readonly entries: DeviceArray
  readonly columnRows: DeviceArray
  columnsKnown: boolean
  /** Codes that share this support. */
  users: number
}

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
    offsets: device.array([maxRows + 1]),
    rowOf: device.array([capacity]),
    latents: device.array([capacity]),
    pointers: device.array([latentCount + 1]),
    entries: device.array([capacity]),
    columnRows: device.array([capacity]),
    columnsKnown: false,
    users: 0,
  }
}

/** Frees the support once no codes use it. */
export function releaseSupport(device: Device, support: Support): void {
  if (--support.users > 0) return
  const { offsets, rowOf, latents, pointers, entries, columnRows } = support
  for (const array of [offsets, rowOf, latents, pointers, entries, columnRows]) {
    device.release(array)
  }
}

/** Steps of a binary search among so many. */
export const searchSteps = (count: number) => Math.ceil(Math.log2(count + 1)) + 1

/** @throws TensorError when a batch has more rows or entries than the codes */
export function checkFit({ maxRows, capacity }: Support, rows: number, entries: number): void {
  if (rows > maxRows) {
    throw new TensorError(`the codes have room for ${maxRows} rows and got ${rows}`)
  }
  if (entries > capacity) {
    throw new TensorError(
      `the codes hold ${capacity} entries and need ${entries}: allocate a larger capacity`,
    )
  }
}
