import type { Resident, ResidentCodes } from '../backend.ts'
import type { Engine } from './engine.ts'

/** On this backend a resident matrix is an address: rows×cols float32, rows one after the other. */
export interface WasmMatrix extends Resident {
  readonly address: number
  /** New after every op that writes, and unlike that of any other matrix: see `touch`. */
  version: number
}

let clock = 0

/** Marks a matrix as written, so that what was derived from its entries is derived anew. */
export function touch(matrix: WasmMatrix): void {
  matrix.version = ++clock
}

/** What codes and those made `like` them share. */
export interface Support {
  /** Rows in use, and at most. */
  rows: number
  readonly maxRows: number
  readonly latents: number
  readonly capacity: number
  /** Addresses: uint32 offsets of every row (CSR), uint32 latents of every entry, ascending in a row. */
  readonly offsets: number
  readonly indices: number
  /** Raised whenever the support changes, so that its columns are built anew. */
  version: number
  /** Entries by latent, made when first needed: see `columnsOf`. */
  columns: Columns | null
  /** Blocks that live and die with the support. */
  readonly blocks: number[]
  /** Codes that share it. */
  users: number
}

/** Addresses of a support's columns, with room for so many entries. */
export interface Columns {
  readonly starts: number
  readonly entries: number
  readonly room: number
  version: number
}

export interface WasmCodes extends ResidentCodes {
  readonly support: Support
  /** Address of float32 values, one per entry. */
  readonly values: number
}

export const wasmMatrix = (resident: Resident): WasmMatrix => resident as WasmMatrix
export const wasmCodes = (resident: ResidentCodes): WasmCodes => resident as WasmCodes

/** Makes matrices and codes, and takes them back: when told, or once nothing refers to them. */
export interface Store {
  matrix(rows: number, cols: number): Resident
  codes(rows: number, latents: number, capacity: number): ResidentCodes
  like(codes: ResidentCodes): ResidentCodes
  release(...residents: readonly (Resident | ResidentCodes)[]): void
}

export function createStore(engine: Engine): Store {
  const free = (blocks: readonly number[]) => {
    for (const block of blocks) engine.free(block)
  }
  const registry = new FinalizationRegistry<readonly number[]>(free)

  function withValues(support: Support): WasmCodes {
    support.users++
    const values = engine.alloc(4 * support.capacity)
    const codes = {
      get rows() {
        return support.rows
      },
      latents: support.latents,
      capacity: support.capacity,
      support,
      values,
    } as unknown as WasmCodes
    registry.register(codes, [values], codes)
    return codes
  }

  function releaseCodes(codes: WasmCodes): void {
    const { support, values } = codes
    if (!registry.unregister(codes)) return
    engine.free(values)
    support.users--
    if (support.users > 0) return
    registry.unregister(support)
    free(support.blocks)
  }

  return {
    matrix(rows, cols) {
      const address = engine.alloc(4 * rows * cols)
      const matrix = { rows, cols, address, version: ++clock } as WasmMatrix
      registry.register(matrix, [address], matrix)
      return matrix
    },
    codes(rows, latents, capacity) {
      const offsets = engine.alloc(4 * (rows + 1))
      const indices = engine.alloc(4 * capacity)
      const blocks = [offsets, indices]
      const support: Support = {
        rows,
        maxRows: rows,
        latents,
        capacity,
        offsets,
        indices,
        version: 0,
        columns: null,
        blocks,
        users: 0,
      }
      registry.register(support, blocks, support)
      return withValues(support)
    },
    like: (codes) => withValues(wasmCodes(codes).support),
    release(...residents) {
      for (const resident of residents) {
        if ('support' in resident) releaseCodes(resident as WasmCodes)
        else {
          // Released before: another block may lie there now.
          if (!registry.unregister(resident)) continue
          engine.free((resident as WasmMatrix).address)
        }
      }
    },
  }
}

/** Entries by latent, in each by row: addresses of latents+1 starts and of (entry, row) pairs. */
export async function columnsOf(engine: Engine, support: Support): Promise<Columns> {
  const { rows, latents, offsets, indices, version, blocks } = support
  if (support.columns?.version === version) return support.columns
  const stored = engine.u32(offsets, rows + 1)[rows]!
  if (!support.columns || support.columns.room < stored) {
    if (support.columns) for (const block of blocks.splice(2)) engine.free(block)
    const room = Math.min(support.capacity, 2 ** Math.ceil(Math.log2(Math.max(64, stored))))
    const starts = engine.alloc(4 * (latents + 2))
    const entries = engine.alloc(8 * room)
    blocks.push(starts, entries)
    support.columns = { starts, entries, room, version }
  }
  const { columns } = support
  const { starts, entries } = columns
  await engine.run('buildColumns', 1, offsets, indices, rows, latents, starts, entries)
  columns.version = version
  return columns
}
