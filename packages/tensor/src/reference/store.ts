import type { Resident, ResidentCodes } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import type { Matrix } from '../matrix.ts'

/** On the reference backend a resident matrix is a host matrix. */
export const hostMatrix = (resident: Resident): Matrix => resident as unknown as Matrix
export const residentMatrix = (host: Matrix): Resident => host as unknown as Resident

interface HostCodes {
  readonly codes: SparseCodes
}

export const hostCodes = (resident: ResidentCodes): SparseCodes =>
  (resident as unknown as HostCodes).codes

export const residentCodes = (codes: SparseCodes): ResidentCodes =>
  ({
    codes,
    get rows() {
      return codes.rows
    },
    latents: codes.latents,
    capacity: codes.indices.length,
  }) as unknown as ResidentCodes
