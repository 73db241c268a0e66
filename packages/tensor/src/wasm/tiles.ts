import { FIELD, KIND, type Kind } from './encode-job.ts'
import type { Engine } from './engine.ts'
import { boundAtoms } from './margins.ts'
import { packSamples, slabOf, type PackAtoms, type Packed } from './packing.ts'
import type { Buffers } from './scratch.ts'
import type { TopKInput, TopKJob } from './top-k-job.ts'

/** Tiles of 4 rows whose samples stay in a second-level cache while the atoms pass by. */
const TILES = 16
const KERNELS = ['exactTopK', 'screenTopK', 'screenBytes'] as const
/** Every eighth panel is a sample of the atoms. */
const SAMPLED = 8
/** int8 candidates a row at most, beside 2k. */
const MOST_CANDIDATES = 2048

/**
 * Selects the rows of a batch, or the listed ones, in tiles of 4 rows and 8 atoms. Rows that a screen
 * cannot decide have UNDECIDED for a count.
 */
export type EncodeTiles = (input: TopKInput, kind: Kind, listed?: Uint32Array) => Promise<void>

export function createTiles(
  engine: Engine,
  buffers: Buffers,
  packAtoms: PackAtoms,
  { fields, run, ...job }: TopKJob,
): EncodeTiles {
  const { threads } = engine

  /** Splits the list where rows alone do not keep the threads busy; each thread then has its lane. */
  function split(listed: number, tiles: number): number {
    const blocks = Math.ceil(tiles / TILES)
    const segments = threads === 1 || blocks >= 2 * threads ? 1 : 4 * threads
    fields[FIELD.rowBlocks] = blocks
    fields[FIELD.segments] = Math.min(segments, Math.max(1, listed / 8))
    return blocks * fields[FIELD.segments]!
  }

  /** Norms of the rounded samples; those without integers have infinite margins, so any will do. */
  function measure({ norms, errors }: Packed, rows: number): number {
    const address = buffers.of('sample norms', 4 * rows)
    const sums = engine.f32(address, rows)
    const exact = engine.f32(norms, rows)
    const lost = engine.f32(errors!, rows)
    for (let n = 0; n < rows; n++) {
      const norm = (exact[n]! + lost[n]!) * 1.00001
      sums[n] = norm < Infinity ? norm : 0
    }
    return address
  }

  /**
   * Starts the states with a threshold guessed from a sample of the atoms: of a row's k largest values
   * λ are expected there, and more than the rank hardly ever. What the guess keeps out is checked in the
   * end.
   */
  async function guess(input: TopKInput, count: number, tiles: number): Promise<void> {
    const { margins, atomRadii, k } = FIELD
    const kept = [fields[margins]!, fields[atomRadii]!, fields[k]!] as const
    const sampled = 8 * Math.ceil(count / 8 / SAMPLED)
    const lambda = (input.k * sampled) / input.selection.listed
    const rank = Math.ceil(lambda + 4 * Math.sqrt(lambda) + 1)
    fields[margins] = buffers.of('no margins', 16 * tiles)
    fields[atomRadii] = buffers.of('no radii', 4 * input.selection.listed)
    fields[k] = fields[FIELD.rank] = rank
    fields[FIELD.stride] = SAMPLED
    await run('screenBytes', split(count, tiles))
    fields[FIELD.stride] = 1
    ;[fields[margins], fields[atomRadii], fields[k]] = kept
    await run('guessStates', fields[FIELD.rowBlocks]!)
  }

  return async (input, kind, listed) => {
    const { selection } = input
    const rows = listed?.length ?? input.rows
    const tiles = Math.ceil(rows / 4)
    const slab = Math.min(selection.listed, slabOf(selection, kind))
    split(slab, tiles)
    const lanes = fields[FIELD.segments]! > 1 ? threads : 1
    const candidates =
      kind === KIND.bytes ? Math.min(MOST_CANDIDATES, (3 * selection.listed) / 32) : 0
    job.prepare(input, 4 * tiles, lanes, 64 + candidates)
    const list = listed ? job.listRows(listed, 4 * tiles) : 0
    const samples = await packSamples(engine, buffers, { x: input.x, rows, list }, selection, kind)
    fields[FIELD.samples] = samples.address
    fields[FIELD.sampleUnits] = samples.units
    if (kind === KIND.bytes) fields[FIELD.sampleNorms] = measure(samples, 4 * tiles)
    fields[FIELD.stride] = 1
    for (let first = 0; first < selection.listed; first += slab) {
      const count = Math.min(slab, selection.listed - first)
      const atoms = await packAtoms(selection, first, count, kind)
      fields[FIELD.atoms] = atoms.address
      fields[FIELD.atomUnits] = atoms.units + 4 * first
      fields[FIELD.listed] = count
      fields[FIELD.list] = selection.list + 4 * first
      fields[FIELD.bias] = input.bias + 4 * first
      fields[FIELD.gain] = input.gain + 4 * first
      if (kind !== KIND.floats) {
        // What int8 pushes add, so that no atom's rounding counts against another.
        const radii = kind === KIND.bytes ? buffers.of('radii', 4 * selection.listed) : 0
        const { bias, gain } = input
        const range = { selection, atoms, from: first, to: first + count, bias, gain, radii }
        const bounds = await boundAtoms(engine, buffers, range)
        job.widen(samples, 4 * tiles, selection.width, bounds, first === 0)
        fields[FIELD.atomRadii] = radii + 4 * first
        fields[FIELD.atomStarts] = (atoms.starts ?? 0) + 4 * first
      }
      if (first === 0) {
        await run('resetStates', fields[FIELD.rowBlocks]!)
        if (kind === KIND.bytes) await guess(input, count, tiles)
      }
      await run(KERNELS[kind], split(count, tiles))
    }
    await job.finish(kind !== KIND.floats, rows)
  }
}
