import { FIELD, KIND, UNDECIDED } from './encode-job.ts'
import type { Engine } from './engine.ts'
import { createFewRows } from './few-rows.ts'
import type { PackAtoms } from './packing.ts'
import type { Buffers } from './scratch.ts'
import { createTiles } from './tiles.ts'
import { createTopKJob, type TopKInput } from './top-k-job.ts'

export type { TopKInput } from './top-k-job.ts'

/** Rows up to which reading the atoms costs more than packing them would spare. */
const FEW_ROWS = 2
/** Columns beyond which integer sums could leave int32. */
const WIDEST_SCREEN = 65536
/** Rows a thread that int8 screens at a time: two blocks of tiles. */
const PART = 128
/** Atoms for each that is kept, below which int8 leaves too many candidates. */
const PER_KEPT = 64
/** Batches that int16 screens before int8 is tried again on data that suited it badly. */
const PATIENCE = 500

/** How candidates are found: by exact products, or by integers, at best int8 or at best int16. */
export type Screening = 'none' | 'words' | 'bytes'

export interface TopK {
  /** Rows so far that a screen could not decide. */
  readonly undecided: number
  run(input: TopKInput): Promise<void>
  dispose(): void
}

/**
 * The k largest positive pre-activations of each row. With screening, integer products find the
 * candidates, of which none that belongs to the result can be missing (see `distance`), and exact
 * float32 products decide: bit for bit the result without screening. Rows that int8 cannot decide go to
 * int16, and what that cannot decide is computed exactly.
 */
export function createTopK(
  engine: Engine,
  buffers: Buffers,
  packAtoms: PackAtoms,
  screening: Screening,
): TopK {
  const job = createTopKJob(engine, buffers)
  const tiles = createTiles(engine, buffers, packAtoms, job)
  const few = createFewRows(engine, buffers, job, screening === 'bytes')
  let undecided = 0
  let resting = 0
  let order = new Uint32Array(0)

  /** Rows without a result. */
  function left({ rows, counts }: TopKInput): Uint32Array {
    const found = engine.u32(counts, rows)
    let count = 0
    for (let n = 0; n < rows; n++) if (found[n] === UNDECIDED) count++
    const list = new Uint32Array(count)
    for (let n = 0, at = 0; at < count; n++) if (found[n] === UNDECIDED) list[at++] = n
    return list
  }

  /** In parts of the batch: int8 has many candidates, and room for those of all rows would be large. */
  async function byBytes(input: TopKInput): Promise<void> {
    const { rows } = input
    if (order.length < rows) order = Uint32Array.from({ length: rows }, (_, n) => n)
    const part = PART * Math.max(2, engine.threads)
    for (let from = 0; from < rows; from += part) {
      await tiles(input, KIND.bytes, order.subarray(from, Math.min(rows, from + part)))
    }
  }

  /** Exact candidates cost what twenty screened ones cost; int8 leaves more of them. */
  function suits({ rows, selection, counts }: TopKInput, again: number): boolean {
    const computed = engine.u32(job.fields[FIELD.outComputed]!, rows)
    const found = engine.u32(counts, rows)
    let sum = 0
    for (let n = 0; n < rows; n++) if (found[n] !== UNDECIDED) sum += computed[n]!
    return again * 16 <= rows && sum * 20 <= rows * selection.listed
  }

  return {
    get undecided() {
      return undecided
    },
    async run(input) {
      const screens = screening !== 'none' && input.selection.width <= WIDEST_SCREEN
      if (input.rows <= FEW_ROWS) await few.screened(input, screens)
      else if (!screens) await tiles(input, KIND.floats)
      else if (screening === 'words' || input.selection.listed < PER_KEPT * input.k) {
        await tiles(input, KIND.words)
      } else if (resting > 0) {
        resting--
        await tiles(input, KIND.words)
      } else {
        await byBytes(input)
        const again = left(input)
        if (!suits(input, again.length)) resting = PATIENCE
        if (again.length > 0) await tiles(input, KIND.words, again)
      }
      const again = left(input)
      undecided += again.length
      if (again.length > 0) await few.exact(input, again)
    },
    dispose: few.dispose,
  }
}
