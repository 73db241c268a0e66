import type { Resident, ResidentCodes } from '../backend.ts'

/** On this backend a resident matrix is an address: rows×cols float32, rows one after the other. */
export interface WasmMatrix extends Resident {
  readonly address: number
  /** Raised by every op that writes, so that what was derived from the entries is derived anew. */
  version: number
}

/** What codes and those made `like` them share. */
export interface Support {
  /** Rows in use. */
  rows: number
  readonly latents: number
  readonly capacity: number
  /** Addresses: uint32 offsets of every row (CSR), uint32 latents of every entry, ascending in a row. */
  readonly offsets: number
  readonly indices: number
  /** Raised whenever the support changes, so that what was derived from it is derived anew. */
  version: number
  /** Columns: uint32 starts of every latent (latents + 1) and the entries of each, by row. */
  readonly columns: { starts: number; entries: number; rowOf: number; version: number }
}

export interface WasmCodes extends ResidentCodes {
  readonly support: Support
  /** Address of float32 values, one per entry. */
  readonly values: number
}

export const wasmMatrix = (resident: Resident): WasmMatrix => resident as WasmMatrix
export const wasmCodes = (resident: ResidentCodes): WasmCodes => resident as WasmCodes
