import { FIELD } from './encode-job.ts'
import type { Engine } from './engine.ts'
import { boundAtoms, type AtomBounds } from './margins.ts'
import { freezeAtoms, type Packed } from './packing.ts'
import type { Buffers } from './scratch.ts'
import type { TopKInput, TopKJob } from './top-k-job.ts'

/** Atoms that stay as they are, for single samples. */
interface Frozen extends Packed {
  readonly bounds: AtomBounds
  readonly key: string
  free(): void
}

/** Selections of single rows, bound by the reading of the atoms. */
export interface FewRows {
  /** Exactly, of the whole batch or of the listed rows. */
  exact(input: TopKInput, listed?: Uint32Array): Promise<void>
  /** The whole batch, by int8 atoms (`integers`) or fast float sums once the dictionary stands still. */
  screened(input: TopKInput, integers: boolean): Promise<void>
  dispose(): void
}

export function createFewRows(
  engine: Engine,
  buffers: Buffers,
  { fields, run, ...job }: TopKJob,
  byteDots: boolean,
): FewRows {
  const { threads } = engine
  let frozen: Frozen | undefined
  let lastSingle = ''

  function prepare(input: TopKInput, rows: number, slack: number): void {
    job.prepare(input, rows, threads, slack)
    fields[FIELD.segments] = threads > 1 ? Math.min(8 * threads, input.selection.listed / 8) : 1
    if (fields[FIELD.segments] === 1) fields[FIELD.lanes] = 1
    fields[FIELD.rowBlocks] = 1
  }

  async function exact(input: TopKInput, listed?: Uint32Array): Promise<void> {
    const rows = listed?.length ?? input.rows
    prepare(input, rows, 64)
    if (listed) job.listRows(listed, rows)
    await run('resetStates', 1)
    await run('exactRows', rows * fields[FIELD.segments]!)
    await job.finish(false, rows)
  }

  return {
    exact,
    async screened(input, integers) {
      const atoms = await frozenAtoms(input, integers)
      if (!atoms) return exact(input)
      const { selection, rows } = input
      prepare(input, rows, integers ? 64 + selection.listed / 4 : 64)
      const samples = integerRows(input, integers)
      fields[FIELD.samples] = samples.address
      fields[FIELD.sampleUnits] = samples.units
      fields[FIELD.atoms] = atoms.address
      fields[FIELD.atomUnits] = atoms.units
      fields[FIELD.atomStarts] = atoms.starts!
      job.widen(samples, rows, selection.width, atoms.bounds, true)
      await run('resetStates', 1)
      const kernel = !integers ? 'dotRows' : byteDots ? 'screenRowsOfBytes' : 'screenRows'
      await run(kernel, rows * fields[FIELD.segments]!)
      await job.finish(true, rows)
    },
    dispose() {
      frozen?.free()
    },
  }

  /** Made once the same dictionary has met a second single sample unchanged. */
  async function frozenAtoms(input: TopKInput, integers: boolean): Promise<Frozen | undefined> {
    const { selection } = input
    if (!selection.whole) return undefined
    const key = `${selection.key} ${selection.w.version} ${input.parameters}`
    if (frozen?.key === key) return frozen
    if (key !== lastSingle) {
      lastSingle = key
      return undefined
    }
    frozen?.free()
    frozen = undefined
    const atoms = await freezeAtoms(engine, selection, integers)
    const all = { from: 0, to: selection.count, bias: input.bias, gain: input.gain }
    const bounds = await boundAtoms(engine, buffers, { selection, atoms, ...all })
    frozen = { ...atoms, bounds, key }
    return frozen
  }

  /**
   * Norms of single samples, and with `integers` the samples as int16 rows; for byte dot products their
   * high bytes and then their low ones, made unsigned by adding 2¹⁵.
   */
  function integerRows({ x, rows, selection }: TopKInput, integers: boolean): Packed {
    const { padded, spans } = selection
    const address = buffers.of('integer rows', rows * padded * 2)
    const units = buffers.of('row units', 8 * rows)
    const norms = units + 4 * rows
    const words = engine.i16(address, rows * padded).fill(0)
    const bytes = engine.u8(address, 2 * rows * padded)
    const source = engine.f32(x.address, x.rows * x.cols)
    for (let n = 0; n < rows; n++) {
      let squares = 0
      let most = 0
      for (const span of spans) {
        const from = n * x.cols + span.x
        for (let j = from; j < from + span.width; j++) {
          const v = Math.abs(source[j]!)
          squares += v * v
          if (!(v <= most)) most = v
        }
      }
      const norm = Math.sqrt(squares)
      const plain = norm > 1e-15 && norm < 1e15
      const unit = plain && integers ? Math.max(norm / 46000, most / 32700) : 0
      engine.f32(units, rows)[n] = unit
      engine.f32(norms, rows)[n] = plain ? norm : most === 0 ? 0 : Infinity
      const scale = unit > 0 ? 1 / unit : 0
      let at = n * padded
      for (const span of spans) {
        const from = n * x.cols + span.x
        for (let j = from; j < from + span.width; j++, at++) {
          const value = scale > 0 ? Math.round(source[j]! * scale) : 0
          if (byteDots) {
            bytes[at + n * padded] = (value + 32768) >> 8
            bytes[at + (n + 1) * padded] = value & 255
          } else words[at] = value
        }
      }
    }
    return { address, units, norms }
  }
}
