import { FIELD, KIND, scratchBytes } from './encode-job.ts'
import type { Engine } from './engine.ts'
import { packSamples, slabOf, type PackAtoms, type Selection } from './packing.ts'
import type { Buffers } from './scratch.ts'
import type { WasmMatrix } from './store.ts'

/** Bytes of pre-activations that exist at a time. */
const BLOCK = 2 ** 24

/** What a dense product reads: samples, atoms, and per listed atom a bias and a gain. */
export interface DenseInput {
  readonly x: WasmMatrix
  readonly selection: Selection
  readonly bias: number
  readonly gain: number
}

/** Pre-activations of rows from … from+rows at `address`, `listed` columns each. */
export type TakeBlock = (address: number, from: number, rows: number) => Promise<void>

export interface Dense {
  /** gain ⊙ (x·w) + bias, in blocks of rows small enough to stay in a cache. */
  blocks(input: DenseInput, rows: number, take: TakeBlock): Promise<void>
  /** The whole product. */
  into(input: DenseInput, rows: number, out: WasmMatrix): Promise<void>
}

export function createDense(engine: Engine, buffers: Buffers, packAtoms: PackAtoms): Dense {
  async function multiply(
    { x, selection, bias, gain }: DenseInput,
    from: number,
    rows: number,
    out: { readonly address: number; readonly stride: number; readonly cols: number },
  ): Promise<void> {
    const { padded, listed } = selection
    const part = { ...x, address: x.address + 4 * from * x.cols }
    const samples = await packSamples(engine, buffers, { x: part, rows }, selection, KIND.floats)
    const tiles = Math.ceil(rows / 4)
    const slab = Math.min(listed, slabOf(selection, KIND.floats))
    for (let first = 0; first < listed; first += slab) {
      const count = Math.min(slab, listed - first)
      const atoms = await packAtoms(selection, first, count, KIND.floats)
      const job = Array.from({ length: FIELD.length }, () => 0)
      job[FIELD.samples] = samples.address
      job[FIELD.rows] = 4 * tiles
      job[FIELD.atoms] = atoms.address
      job[FIELD.listed] = count
      job[FIELD.padded] = padded
      job[FIELD.bias] = bias + 4 * first
      job[FIELD.gain] = gain + 4 * first
      job[FIELD.scratchBytes] = scratchBytes(padded, 8, 1)
      job[FIELD.scratch] = buffers.of('threads', engine.threads * job[FIELD.scratchBytes]!)
      job[FIELD.rowBlocks] = Math.ceil(tiles / 16)
      job[FIELD.segments] = engine.threads === 1 ? 1 : Math.min(count / 8, 4 * engine.threads)
      // Fields of assembly/dense.ts.
      job[11] = out.address + 4 * first
      job[12] = out.stride
      job[13] = rows
      job[14] = out.cols - first
      await engine.run('exactDense', job[FIELD.rowBlocks]! * job[FIELD.segments]!, ...job)
    }
  }

  return {
    async blocks(input, rows, take) {
      const { listed } = input.selection
      if (listed === 0 || rows === 0) return
      const size = Math.min(rows, Math.max(16, Math.floor(BLOCK / (4 * listed) / 4) * 4))
      const address = buffers.of('pre', 4 * size * listed)
      for (let from = 0; from < rows; from += size) {
        const count = Math.min(size, rows - from)
        await multiply(input, from, count, { address, stride: listed, cols: listed })
        await take(address, from, count)
      }
    },
    into: (input, rows, { address, cols }) =>
      multiply(input, 0, rows, { address, stride: cols, cols }),
  }
}
