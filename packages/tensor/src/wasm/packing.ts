import type { LatentRange, Span } from '../backend.ts'
import { entryBytes, KIND, type Kind } from './encode-job.ts'
import type { Engine } from './engine.ts'
import type { Buffers } from './scratch.ts'
import type { WasmMatrix } from './store.ts'

/** Bytes of packed atoms held at a time: a larger dictionary is packed and met in slabs. */
const SLAB = 2 ** 25

/** The atoms and columns that take part in an encode. */
export interface Selection {
  readonly w: WasmMatrix
  readonly spans: readonly Span[]
  /** Latents in the list, and with its padding to a multiple of 8. */
  readonly count: number
  readonly listed: number
  /** Address of the latents in order; null: all of them, 0 … p−1. */
  readonly list: number
  readonly whole: boolean
  /** Tells these atoms and columns from others of the dictionary; '' where nothing short does. */
  readonly key: string
  /** Σ widths, and padded to a multiple of 16. */
  readonly width: number
  readonly padded: number
  /** Addresses of (column, width) pairs. */
  readonly xSpans: number
  readonly wSpans: number
}

/** Where packed rows lie, with what an integer step is worth in each and each one's norm. */
export interface Packed {
  readonly address: number
  readonly units: number
  readonly norms: number
  /** Norms of what rounding took, where they are known better than from the units. */
  readonly errors?: number
  /** Of int8 atoms: what their sums with unsigned samples start from. */
  readonly starts?: number
}

/** Lists the atoms of the ranges, or only those marked in `among`. */
export function select(
  engine: Engine,
  buffers: Buffers,
  w: WasmMatrix,
  spans: readonly Span[],
  ranges: readonly LatentRange[] | undefined,
  among?: Uint8Array,
): Selection {
  const p = w.rows
  const whole = !among && p % 8 === 0 && (!ranges || (ranges.length === 1 && isAll(ranges[0]!, p)))
  const width = spans.reduce((sum, span) => sum + span.width, 0)
  const pairs = 8 * spans.length
  const xSpans = buffers.of('spans', 2 * pairs)
  const table = engine.u32(xSpans, 4 * spans.length)
  for (const [s, span] of spans.entries()) {
    table.set([span.x, span.width], 2 * s)
    table.set([span.w, span.width], 2 * (spans.length + s))
  }
  const list = buffers.of(whole ? 'all' : 'list', 4 * (p + 8))
  const latents = engine.u32(list, p + 8)
  let count = 0
  if (whole) {
    count = p
    // Once written it stays: nothing else uses this buffer, and a longer one is new and zero.
    if (latents[p - 1] !== p - 1) for (let i = 0; i < p; i++) latents[i] = i
  } else {
    for (const [from, to] of ranges ?? [[0, p] as const]) {
      for (let i = from; i < to; i++) if (!among || among[i]) latents[count++] = i
    }
    const last = count > 0 ? latents[count - 1]! : 0
    latents.fill(last, count, count + 8)
  }
  return {
    w,
    spans,
    count,
    listed: Math.ceil(count / 8) * 8,
    list,
    whole,
    key: among ? '' : `${ranges?.join() ?? 'all'} ${spans.map((s) => `${s.w}+${s.width}`).join()}`,
    width,
    padded: Math.max(16, Math.ceil(width / 16) * 16),
    xSpans,
    wSpans: xSpans + pairs,
  }
}

const isAll = ([from, to]: LatentRange, p: number) => from === 0 && to === p

/** A value per latent, or the same for all, and what the padding gets. */
export interface PerAtom {
  readonly values?: WasmMatrix | undefined
  readonly constant?: number
  readonly padding: number
}

/** Address of a value per listed atom: the matrix itself where that serves, else a gathered copy. */
export function arrange(
  engine: Engine,
  buffers: Buffers,
  name: string,
  { list, listed, count, whole }: Selection,
  { values, constant = 0, padding }: PerAtom,
): number {
  if (whole && values) return values.address
  const address = buffers.of(name, 4 * listed)
  const out = engine.f32(address, listed)
  if (values) {
    const source = engine.f32(values.address, values.rows * values.cols)
    const latents = engine.u32(list, count)
    for (let i = 0; i < count; i++) out[i] = source[latents[i]!]!
  } else out.fill(constant, 0, count)
  out.fill(padding, count, listed)
  return address
}

/** `list`: address of the rows to pack, 0: the first `rows`. */
export async function packSamples(
  engine: Engine,
  buffers: Buffers,
  { x, rows, list = 0 }: { readonly x: WasmMatrix; readonly rows: number; readonly list?: number },
  { xSpans, spans, padded }: Selection,
  kind: Kind,
): Promise<Packed> {
  const tiles = Math.ceil(rows / 4)
  const address = buffers.of('samples', tiles * padded * 4 * entryBytes(kind))
  const scales = buffers.of('sample scales', 64 * tiles)
  const units = scales + 16 * tiles
  const norms = units + 16 * tiles
  const errors = norms + 16 * tiles
  const chunks = Math.min(tiles, 4 * engine.threads)
  const gathered = buffers.of('gathered', engine.threads * padded * 16)
  const spansAt = [xSpans, spans.length, padded] as const
  const packed = [scales, units, norms] as const
  await engine.run(
    'packSamples',
    chunks,
    x.address,
    x.cols,
    rows,
    ...spansAt,
    address,
    chunks,
    gathered,
    kind,
    ...packed,
    list,
    0,
    errors,
    0,
  )
  return { address, units, norms, ...(kind === KIND.bytes && { errors }) }
}

/** Atoms of one slab. */
export const slabOf = ({ padded }: Selection, kind: Kind) =>
  Math.max(8, Math.floor(SLAB / (padded * entryBytes(kind)) / 8) * 8)

/** Packs atoms first … first+count of the list. */
export type PackAtoms = (
  selection: Selection,
  first: number,
  count: number,
  kind: Kind,
) => Promise<Packed>

/**
 * Packs atoms first … first+count of the list. What was packed last is kept: the same atoms with the
 * same weights are not packed again.
 */
export function createAtomPacker(engine: Engine, buffers: Buffers): PackAtoms {
  let last = ''
  return async (selection, first, count, kind) => {
    const { w, wSpans, spans, padded, list, listed } = selection
    const address = buffers.of('atoms', count * padded * entryBytes(kind))
    const scales = buffers.of('atom scales', 20 * listed)
    const units = scales + 4 * listed
    const norms = units + 4 * listed
    const errors = norms + 4 * listed
    const starts = errors + 4 * listed
    const key =
      selection.key &&
      `${selection.key} ${w.version} ${first} ${count} ${kind} ${address} ${scales}`
    if (key === '' || key !== last) {
      const chunks = Math.min(count / 8, 8 * engine.threads)
      const gathered = buffers.of('gathered', engine.threads * padded * 16)
      const spansAt = [wSpans, spans.length, padded] as const
      const measured = [scales, units, norms] as const
      await engine.run(
        'packAtoms',
        chunks,
        w.address,
        w.cols,
        count,
        ...spansAt,
        address,
        chunks,
        gathered,
        kind,
        ...measured,
        list,
        first,
        errors,
        starts,
      )
      last = key
    }
    return { address, units, norms, ...(kind === KIND.bytes && { errors, starts }) }
  }
}

/**
 * What single samples need to know of atoms that stay as they are: their norms, and with `integers` the
 * atoms as int8 rows with what rounding took.
 */
export async function freezeAtoms(
  engine: Engine,
  { w, wSpans, spans, padded, list, listed }: Selection,
  integers: boolean,
): Promise<Packed & { free(): void }> {
  const address = integers ? engine.alloc(listed * padded) : 0
  const scales = engine.alloc(16 * listed)
  const starts = scales + 12 * listed
  const units = scales + 4 * listed
  const norms = units + 4 * listed
  const gathered = engine.alloc(engine.threads * padded * 16)
  const chunks = 8 * engine.threads
  const job = [w.address, w.cols, listed, wSpans, spans.length, padded, address, chunks, gathered]
  const measured = [scales, units, norms, list]
  const kernel = integers ? 'packBytes' : 'measureAtoms'
  await engine.run(kernel, chunks, ...job, 0, ...measured, 0, 0, starts)
  engine.free(gathered)
  // Float32 atoms are what they are.
  if (!integers) engine.f32(scales, listed).fill(0)
  return {
    address,
    units,
    norms,
    errors: scales,
    starts,
    free() {
      if (integers) engine.free(address)
      engine.free(scales)
    },
  }
}
