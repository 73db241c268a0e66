import { BYTES, FLOATS } from './encode-job'
import { address, int, share } from './job'
import { largestLane, measure, quantize, quantizeBytes } from './quantize'
import { transpose } from './transpose'

// Rows of samples or atoms are packed in tiles of 4 or 8 whose entries of one column lie side by side.
// A row's columns may come from several spans; they are first gathered into one padded row of zeros.

/** Copies the spans (pairs of uint32: column and width) of a row side by side. */
@inline export function gather(row: usize, spans: usize, count: i32, into: usize): void {
  for (let s = 0; s < count; s++) {
    const from = <usize>load<u32>(spans + (<usize>s << 3)) << 2
    const bytes = <usize>load<u32>(spans + (<usize>s << 3), 4) << 2
    memory.copy(into, row + from, bytes)
    into += bytes
  }
}

/** Writes 4 rows, `step` bytes apart, of float32 column by column: 16 bytes a column, `stride` bytes from one to the next. */
@inline function interleave(rows: usize, step: usize, bytes: usize, into: usize, stride: usize): void {
  let a = rows
  let b = a + step
  let c = b + step
  let d = c + step
  const end = a + bytes
  while (a < end) {
    transpose(v128.load(a), v128.load(b), v128.load(c), v128.load(d), into, stride)
    a += 16
    b += 16
    c += 16
    d += 16
    into += stride << 2
  }
}

// Fields of `packSamples` and `packAtoms`.
const SOURCE = 0 // address of rows×stride float32
const STRIDE = 1 // columns
const ROWS = 2
const SPANS = 3
const SPAN_COUNT = 4
const PADDED = 5 // columns after padding, a multiple of 16
const PACKED = 6
const CHUNKS = 7
const GATHERED = 8 // scratch: 4 rows of PADDED float32 a thread
const KIND = 9 // 0: float32, 1: int16, 2: int8
const SCALES = 10
const INVERSES = 11
const NORMS = 12
const LIST = 13 // atoms: latents in order, padded to a multiple of 8 by repeating one; samples: rows, or 0
const FIRST = 14 // atoms: first of the list that this call packs, a multiple of 8
const ERRORS = 15 // int8: norms of what rounding took
const STARTS = 16 // int8 atoms: −128 times the sum of the integers; of `packBytes` −2¹⁵ times

/** Packs samples in tiles of 4; the last row fills the last tile. */
export function packSamples(job: usize, chunk: i32, thread: i32): void {
  const rows = int(job, ROWS)
  const tiles = (rows + 3) >> 2
  const tileBytes = <usize>int(job, PADDED) << (4 - int(job, KIND))
  const end = share(tiles, chunk + 1, int(job, CHUNKS))
  for (let tile = share(tiles, chunk, int(job, CHUNKS)); tile < end; tile++) {
    const i = tile << 2
    const a = sampleOf(job, i)
    const b = sampleOf(job, min(i + 1, rows - 1))
    const c = sampleOf(job, min(i + 2, rows - 1))
    const d = sampleOf(job, min(i + 3, rows - 1))
    packFour(job, thread, i, a, b, c, d, address(job, PACKED) + <usize>tile * tileBytes, 16)
  }
}

@inline function sampleOf(job: usize, i: i32): i32 {
  const list = address(job, LIST)
  return list ? load<i32>(list + (<usize>i << 2)) : i
}

/** Packs the listed atoms in panels of 8. */
export function packAtoms(job: usize, chunk: i32, thread: i32): void {
  const panels = int(job, ROWS) >> 3
  const panelBytes = <usize>int(job, PADDED) << (5 - int(job, KIND))
  const end = share(panels, chunk + 1, int(job, CHUNKS))
  for (let panel = share(panels, chunk, int(job, CHUNKS)); panel < end; panel++) {
    const into = address(job, PACKED) + <usize>panel * panelBytes
    for (let half = 0; half < 2; half++) {
      const first = int(job, FIRST) + (panel << 3) + (half << 2)
      const list = address(job, LIST) + (<usize>first << 2)
      const a = load<i32>(list)
      const b = load<i32>(list, 4)
      const c = load<i32>(list, 8)
      const d = load<i32>(list, 12)
      packFour(job, thread, first, a, b, c, d, into + (<usize>half << 4), 32)
    }
  }
}

/** Packs rows a, b, c and d of the source as number `first` and following. */
function packFour(
  job: usize,
  thread: i32,
  first: i32,
  a: i32,
  b: i32,
  c: i32,
  d: i32,
  into: usize,
  stride: usize,
): void {
  const padded = <usize>int(job, PADDED)
  const bytes = padded << 2
  const spans = address(job, SPANS)
  const spanCount = int(job, SPAN_COUNT)
  const rowBytes = <usize>int(job, STRIDE) << 2
  let rows = address(job, SOURCE) + <usize>a * rowBytes
  let step = rowBytes
  const neighbours = b == a + 1 && c == a + 2 && d == a + 3
  if (neighbours && spanCount == 1 && load<u32>(spans, 4) == <u32>padded) {
    rows += <usize>load<u32>(spans) << 2
  } else {
    rows = address(job, GATHERED) + <usize>thread * (bytes << 2)
    step = bytes
    gatherRow(job, a, rows, padded)
    gatherRow(job, b, rows + bytes, padded)
    gatherRow(job, c, rows + 2 * bytes, padded)
    gatherRow(job, d, rows + 3 * bytes, padded)
  }
  const kind = int(job, KIND)
  if (kind == FLOATS) {
    interleave(rows, step, bytes, into, stride)
    return
  }
  const at = <usize>first << 2
  const scales = address(job, SCALES) + at
  const inverses = address(job, INVERSES) + at
  const norms = address(job, NORMS) + at
  for (let r: usize = 0; r < 4; r++) {
    measure(rows + r * step, bytes, scales + (r << 2), inverses + (r << 2), norms + (r << 2), kind == BYTES)
  }
  if (kind == BYTES) {
    const starts = address(job, STARTS)
    // Samples are unsigned; what that adds, the sums of the atoms start without.
    const flip = i8x16.splat(starts ? 0 : -128)
    const sums = starts ? starts + at : 0
    quantizeBytes(rows, step, bytes, scales, inverses, address(job, ERRORS) + at, sums, flip, into, stride)
    return
  }
  quantize(rows, step, bytes, scales, into, stride)
}

@inline function gatherRow(job: usize, row: i32, into: usize, padded: usize): void {
  const source = address(job, SOURCE) + <usize>row * (<usize>int(job, STRIDE) << 2)
  memory.fill(into + ((padded - 16) << 2), 0, 64)
  gather(source, address(job, SPANS), int(job, SPAN_COUNT), into)
}

// Fields of `packBytes`.
const BYTES_INTO = 6 // LISTED×PADDED int8

/**
 * Writes the listed atoms as int8 rows, each by its largest entry; LIST, INVERSES and NORMS as above, and
 * at SCALES the norm of what rounding took.
 */
export function packBytes(job: usize, chunk: i32, thread: i32): void {
  const atoms = int(job, ROWS)
  const padded = address(job, PADDED)
  const scratch = address(job, GATHERED) + <usize>thread * (padded << 4)
  const last = share(atoms, chunk + 1, int(job, CHUNKS))
  for (let i = share(atoms, chunk, int(job, CHUNKS)); i < last; i++) {
    const at = <usize>i << 2
    gatherRow(job, load<i32>(address(job, LIST) + at), scratch, padded)
    measure(
      scratch,
      padded << 2,
      address(job, SCALES) + at,
      address(job, INVERSES) + at,
      address(job, NORMS) + at,
      false,
    )
    let entries = f32x4.splat(0)
    for (let j: usize = 0; j < padded << 2; j += 16) {
      entries = f32x4.max(entries, f32x4.abs(v128.load(scratch + j)))
    }
    const most = largestLane(entries)
    const scale: f32 = most > 0 ? 127 / most : 0
    const unit: f32 = most / 127
    const into = address(job, BYTES_INTO) + <usize>i * padded
    let lost: f64 = 0
    let sum: i32 = 0
    for (let j: usize = 0; j < padded; j++) {
      const value = load<f32>(scratch + (j << 2))
      const rounded = nearest(value * scale)
      store<i8>(into + j, <i8>rounded)
      sum += <i32>rounded
      const rest = <f64>value - <f64>rounded * <f64>unit
      lost += rest * rest
    }
    store<f32>(address(job, SCALES) + at, <f32>(sqrt(lost) * 1.00001))
    store<f32>(address(job, INVERSES) + at, unit)
    store<i32>(address(job, STARTS) + at, sum * -32768)
  }
}

/** Norms of the listed atoms alone; SCALES and INVERSES are scratch. */
export function measureAtoms(job: usize, chunk: i32, thread: i32): void {
  const atoms = int(job, ROWS)
  const padded = address(job, PADDED)
  const scratch = address(job, GATHERED) + <usize>thread * (padded << 4)
  const last = share(atoms, chunk + 1, int(job, CHUNKS))
  for (let i = share(atoms, chunk, int(job, CHUNKS)); i < last; i++) {
    const at = <usize>i << 2
    gatherRow(job, load<i32>(address(job, LIST) + at), scratch, padded)
    measure(
      scratch,
      padded << 2,
      address(job, SCALES) + at,
      address(job, INVERSES) + at,
      address(job, NORMS) + at,
      false,
    )
  }
}
