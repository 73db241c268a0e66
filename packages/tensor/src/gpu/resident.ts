import type { Resident, ResidentCodes } from '../backend.ts'
import { TensorError } from '../errors.ts'
import type { Device, DeviceArray } from './device.ts'
import type { Support } from './support.ts'

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

/** Codes of one row of values on a support that they may share. */
export function residentCodes(device: Device, support: Support): ResidentCodes {
  support.users++
  const codes = {
    support,
    values: device.array([support.capacity]),
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
