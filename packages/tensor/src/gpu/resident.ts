import type { Resident, ResidentCodes } from '../backend.ts'
import { TensorError } from '../errors.ts'
import type { Device, DeviceArray } from './device.ts'

/**
 * Which latents fire, shared by all codes made with `like`. Entries are flat: row n owns the entries
 * `offsets[n] … offsets[n+1]`, of which those that read −1 in `latents` are empty slots.
 */
export interface Support {
  readonly maxRows: number
  readonly latentCount: number
  readonly capacity: number
  rows: number
  readonly offsets: Uint32Array
  readonly begin: DeviceArray
  readonly end: DeviceArray
  readonly rowOf: DeviceArray
  readonly latents: DeviceArray
  /** Slots a row where every row has as many; 0 where entries are packed. */
  slots: number
  /** `latents` on the host, once asked for. */
  hostLatents: Float32Array
  hostKnown: boolean
  /** The entries of each latent (CSC), once asked for. */
  readonly pointers: DeviceArray
  readonly entries: DeviceArray
  columnsKnown: boolean
}

interface GpuCodes {
  readonly support: Support
  readonly values: DeviceArray
}

export function residentMatrix(device: Device, rows: number, cols: number): Resident {
  return { rows, cols, array: device.array([rows, cols]) } as unknown as Resident
}

/** @throws TensorError when another backend made it */
export function arrayOf(resident: Resident): DeviceArray {
  const { array } = resident as unknown as { array?: DeviceArray }
  if (!array) throw new TensorError('this matrix belongs to another backend: write it to this one')
  return array
}

export function residentCodes(support: Support, values: DeviceArray): ResidentCodes {
  const codes = {
    support,
    values,
    get rows() {
      return support.rows
    },
    latents: support.latentCount,
    capacity: support.capacity,
  }
  return codes as unknown as ResidentCodes
}

/** @throws TensorError when another backend made them */
export function codesOf(resident: ResidentCodes): GpuCodes {
  const codes = resident as unknown as GpuCodes
  if (!codes.support) throw new TensorError('these codes belong to another backend: use writeCodes')
  return codes
}
