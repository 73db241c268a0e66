import { FIELD, scratchBytes, stateBytes, UNDECIDED } from './encode-job.ts'
import type { Engine } from './engine.ts'
import { boundAtoms, margin, type AtomBounds } from './margins.ts'
import { freezeAtoms, packSamples, slabOf } from './packing.ts'
import type { PackAtoms, Packed, Selection } from './packing.ts'
import type { Buffers } from './scratch.ts'
import type { WasmMatrix } from './store.ts'

/** Rows up to which reading the atoms costs more than packing them would spare. */
const FEW_ROWS = 2
/** Tiles of 4 rows whose samples stay in a second-level cache while the atoms pass by. */
const TILES = 16
/** Columns beyond which squares of rounding errors could leave int32. */
const WIDEST_SCREEN = 65536

/** What a top-k selection reads and where it writes. */
export interface TopKInput {
  readonly x: WasmMatrix
  readonly rows: number
  readonly selection: Selection
  /** Per listed atom. */
  readonly bias: number
  readonly gain: number
  /** Tells these biases and gains from any others. */
  readonly parameters: string
  /** Per latent; `allGain` 0: ones. */
  readonly allBias: number
  readonly allGain: number
  /** 0, or rows×p bytes. */
  readonly keep: number
  readonly k: number
  /** Slots of k entries a row, and their counts. */
  readonly counts: number
  readonly latents: number
  readonly values: number
}

/** Atoms that stay as they are, for single samples. */
interface Frozen extends Packed {
  readonly bounds: AtomBounds
  readonly key: string
  free(): void
}

export interface TopK {
  /** Rows so far that a screen could not decide and that were encoded exactly. */
  readonly undecided: number
  run(input: TopKInput): Promise<void>
  dispose(): void
}

/**
 * The k largest positive pre-activations of each row. With `screening`, integer products find the
 * candidates, of which none that belongs to the result can be missing (see `margin`), and exact
 * float32 products decide: bit for bit the result without screening.
 */
export function createTopK(
  engine: Engine,
  buffers: Buffers,
  packAtoms: PackAtoms,
  screening: boolean,
): TopK {
  const { threads } = engine
  const job = Array.from({ length: FIELD.length }, () => 0)
  let undecided = 0
  let frozen: Frozen | undefined
  let lastSingle = ''

  const run = (kernel: string, chunks: number) => engine.run(kernel, chunks, ...job)

  /** `slack`: room for candidates that a screen cannot tell apart. */
  function prepare(input: TopKInput, rows: number, lanes: number, slack = 64): void {
    const { selection, k } = input
    const capacity = Math.ceil((2 * k + slack) / 8) * 8
    job[FIELD.rows] = rows
    job[FIELD.listed] = selection.listed
    job[FIELD.padded] = selection.padded
    job[FIELD.list] = selection.list
    job[FIELD.bias] = input.bias
    job[FIELD.gain] = input.gain
    job[FIELD.margins] = 0
    job[FIELD.thresholds] = buffers.of('thresholds', 4 * rows * lanes)
    job[FIELD.states] = buffers.of('states', rows * lanes * stateBytes(capacity))
    job[FIELD.stateBytes] = stateBytes(capacity)
    job[FIELD.k] = k
    job[FIELD.capacity] = capacity
    job[FIELD.keep] = input.keep
    job[FIELD.keepStride] = selection.w.rows
    job[FIELD.scratchBytes] = scratchBytes(selection.padded, capacity, lanes)
    job[FIELD.scratch] = buffers.of('threads', threads * job[FIELD.scratchBytes]!)
    job[FIELD.x] = input.x.address
    job[FIELD.xStride] = input.x.cols
    job[FIELD.w] = selection.w.address
    job[FIELD.wStride] = selection.w.cols
    job[FIELD.xSpans] = selection.xSpans
    job[FIELD.wSpans] = selection.wSpans
    job[FIELD.spanCount] = selection.spans.length
    job[FIELD.allBias] = input.allBias
    job[FIELD.allGain] = input.allGain
    job[FIELD.lanes] = lanes
    job[FIELD.outCounts] = input.counts
    job[FIELD.outLatents] = input.latents
    job[FIELD.outValues] = input.values
    job[FIELD.rowList] = 0
  }

  /** Splits the list where rows alone do not keep the threads busy; each thread then has its lane. */
  function split(listed: number, tiles: number): number {
    const blocks = Math.ceil(tiles / TILES)
    const segments = threads === 1 || blocks >= 2 * threads ? 1 : 4 * threads
    job[FIELD.rowBlocks] = blocks
    job[FIELD.segments] = Math.min(segments, Math.max(1, listed / 8))
    return blocks * job[FIELD.segments]!
  }

  async function encodeTiles(input: TopKInput, integers: boolean): Promise<void> {
    const { selection, rows } = input
    const tiles = Math.ceil(rows / 4)
    const slab = Math.min(selection.listed, slabOf(selection, integers))
    split(slab, tiles)
    const lanes = job[FIELD.segments]! > 1 ? threads : 1
    prepare(input, 4 * tiles, lanes)
    const samples = await packSamples(engine, buffers, input.x, rows, selection, integers)
    job[FIELD.samples] = samples.address
    job[FIELD.sampleUnits] = samples.units
    const margins = integers ? buffers.of('margins', 16 * tiles) : 0
    for (let first = 0; first < selection.listed; first += slab) {
      const count = Math.min(slab, selection.listed - first)
      const atoms = await packAtoms(selection, first, count, integers)
      job[FIELD.atoms] = atoms.address
      job[FIELD.atomUnits] = atoms.units + 4 * first
      job[FIELD.listed] = count
      job[FIELD.list] = selection.list + 4 * first
      job[FIELD.bias] = input.bias + 4 * first
      job[FIELD.gain] = input.gain + 4 * first
      if (integers) {
        const bounds = boundAtoms(engine, selection, atoms, input, first, first + count)
        widen(margins, samples, 4 * tiles, selection.width, bounds, first === 0 ? 0 : lanes)
      }
      job[FIELD.margins] = margins
      if (first === 0) await run('resetStates', lanes)
      await run(integers ? 'screenTopK' : 'exactTopK', split(count, tiles))
    }
    await finish(integers, rows)
  }

  /** Raises the margins to this slab's, and lowers the thresholds that stand by as much. */
  function widen(
    margins: number,
    { norms, units }: Packed,
    rows: number,
    width: number,
    bounds: AtomBounds,
    lanes: number,
  ): void {
    const norm = engine.f32(norms, rows)
    const unit = engine.f32(units, rows)
    const out = engine.f32(margins, rows)
    const thresholds = engine.f32(job[FIELD.thresholds]!, rows * Math.max(1, lanes))
    for (let n = 0; n < rows; n++) {
      const before = lanes === 0 ? 0 : out[n]!
      const after = Math.max(before, margin(norm[n]!, unit[n]!, width, bounds))
      out[n] = after
      if (lanes === 0 || after === before) continue
      for (let lane = 0; lane < lanes; lane++) {
        const at = lane * rows + n
        if (thresholds[at]! < Infinity) thresholds[at]! -= (after - before) / 2
      }
    }
  }

  async function finish(screened: boolean, rows: number): Promise<void> {
    job[FIELD.outRows] = rows
    job[FIELD.rowBlocks] = Math.ceil(rows / 8)
    await run(screened ? 'finishScreen' : 'finishExact', job[FIELD.rowBlocks]!)
  }

  /** Few rows: atoms are read once, straight from the dictionary. */
  async function encodeRows(input: TopKInput, listed?: Uint32Array): Promise<void> {
    const rows = listed?.length ?? input.rows
    const lanes = threads > 1 ? threads : 1
    prepare(input, rows, lanes)
    job[FIELD.segments] = threads > 1 ? Math.min(8 * threads, input.selection.listed / 8) : 1
    if ((job[FIELD.segments] ?? 1) === 1) job[FIELD.lanes] = 1
    if (listed) {
      job[FIELD.rowList] = buffers.of('row list', 4 * rows)
      engine.u32(job[FIELD.rowList]!, rows).set(listed)
    }
    await run('resetStates', job[FIELD.lanes]!)
    await run('exactRows', rows * job[FIELD.segments]!)
    await finish(false, rows)
  }

  async function screenRows(input: TopKInput, atoms: Frozen, integers: boolean): Promise<void> {
    const { selection, rows } = input
    const slack = integers ? 64 + selection.listed / 4 : 64
    prepare(input, rows, threads > 1 ? threads : 1, slack)
    job[FIELD.segments] = threads > 1 ? Math.min(8 * threads, selection.listed / 8) : 1
    if ((job[FIELD.segments] ?? 1) === 1) job[FIELD.lanes] = 1
    const samples = integerRows(input, integers)
    job[FIELD.samples] = samples.address
    job[FIELD.sampleUnits] = samples.units
    job[FIELD.atoms] = atoms.address
    job[FIELD.atomUnits] = atoms.units
    job[FIELD.margins] = buffers.of('margins', 4 * rows)
    widen(job[FIELD.margins]!, samples, rows, selection.width, atoms.bounds, 0)
    await run('resetStates', job[FIELD.lanes]!)
    await run(integers ? 'screenRows' : 'dotRows', rows * job[FIELD.segments]!)
    await finish(true, rows)
  }

  return {
    get undecided() {
      return undecided
    },
    async run(input) {
      const { selection, rows, counts } = input
      const integers = screening && selection.width <= WIDEST_SCREEN
      if (rows > FEW_ROWS) await encodeTiles(input, integers)
      else {
        const atoms = await frozenAtoms(input, integers)
        if (!atoms) return encodeRows(input)
        await screenRows(input, atoms, integers)
      }
      const left = engine.u32(counts, rows)
      const again: number[] = []
      for (let n = 0; n < rows; n++) if (left[n] === UNDECIDED) again.push(n)
      undecided += again.length
      if (again.length > 0) await encodeRows(input, Uint32Array.from(again))
    },
    dispose() {
      frozen?.free()
    },
  }

  /** Made once the same dictionary has met a second single sample unchanged. */
  async function frozenAtoms(input: TopKInput, integers: boolean): Promise<Frozen | undefined> {
    const { selection } = input
    if (!selection.whole) return undefined
    const { w, spans } = selection
    const key = `${w.version} ${input.parameters} ${spans.map((span) => `${span.w}+${span.width}`).join()}`
    if (frozen?.key === key) return frozen
    if (key !== lastSingle) {
      lastSingle = key
      return undefined
    }
    frozen?.free()
    frozen = undefined
    const atoms = await freezeAtoms(engine, selection, integers)
    const bounds = boundAtoms(engine, selection, atoms, input, 0, selection.count)
    frozen = { ...atoms, bounds, key }
    return frozen
  }

  /** Norms of single samples, and with `integers` the samples as int16 rows. */
  function integerRows({ x, rows, selection }: TopKInput, integers: boolean): Packed {
    const { padded, spans } = selection
    const address = buffers.of('integer rows', rows * padded * 2)
    const units = buffers.of('row units', 8 * rows)
    const norms = units + 4 * rows
    const into = engine.i16(address, rows * padded)
    into.fill(0)
    const source = engine.f32(x.address, x.rows * x.cols)
    for (let n = 0; n < rows; n++) {
      let squares = 0
      let most = 0
      for (const span of spans) {
        for (let j = 0; j < span.width; j++) {
          const v = Math.abs(source[n * x.cols + span.x + j]!)
          squares += v * v
          if (!(v <= most)) most = v
        }
      }
      const norm = Math.sqrt(squares)
      const plain = norm > 1e-15 && norm < 1e15
      const unit = plain && integers ? Math.max(norm / 46000, most / 32700) : 0
      engine.f32(units, rows)[n] = unit
      engine.f32(norms, rows)[n] = plain ? norm : most === 0 ? 0 : Infinity
      let at = n * padded
      for (const span of spans) {
        for (let j = 0; j < span.width; j++) {
          into[at++] = unit > 0 ? Math.round(source[n * x.cols + span.x + j]! / unit) : 0
        }
      }
    }
    return { address, units, norms }
  }
}
