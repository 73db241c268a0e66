import { adamRow } from './adam-row'
import { squares } from './adam'
import { address, int } from './job'
import { addFour, addTwo } from './sparse-rows'
import { madd, sumLanes } from './vector'

// ∂W is never stored: its row is summed into a buffer that stays in L1, used and forgotten. Chunks are
// blocks of atoms.

const ATOM_BLOCK: i32 = 32

// Fields of `learn` and `squaredGradient`, after the seven that adam-row.ts reads.
const W = 7
const COLS = 8
const FIRST_ATOM = 9
const REGIONS = 10 // from, to, first column, last column (uint32), radius (float32, −1: none)
const REGION_COUNT = 11
const WINDOWS = 12 // column of the atoms, width, address of the parts, number of parts (uint32)
const WINDOW_COUNT = 13
const PROJECT = 14
const BUFFERS = 15 // a thread: a row, then four pairs of an address and a value
const BUFFER_BYTES = 16
const FIRST = 17
const SECOND = 18
const SUMS = 19 // squaredGradient: one float64 a chunk

const REGION_BYTES: usize = 20
const WINDOW_BYTES: usize = 16
// A part is: starts, entries, values, address of the first sample's column, bytes of a sample (uint32).
const PART_BYTES: usize = 20

/** Gradient, projection, Adam and renormalisation of a block of atoms. */
export function learn(job: usize, chunk: i32, thread: i32): void {
  const rowBytes = <usize>int(job, COLS) << 2
  const gradient = address(job, BUFFERS) + <usize>thread * address(job, BUFFER_BYTES)
  const from = int(job, FIRST_ATOM) + chunk * ATOM_BLOCK
  let region = address(job, REGIONS)
  for (let r = int(job, REGION_COUNT); r > 0; r--, region += REGION_BYTES) {
    const left = <usize>load<u32>(region, 8) << 2
    const bytes = (<usize>load<u32>(region, 12) << 2) - left
    const radius = load<f32>(region, 16)
    const last = min(from + ATOM_BLOCK, load<i32>(region, 4))
    for (let i = max(from, load<i32>(region)); i < last; i++) {
      const at = <usize>i * rowBytes + left
      const w = address(job, W) + at
      const g = gradient + left
      sumGradient(job, i, region, gradient)
      const squared = adamRow(
        job,
        w,
        g,
        address(job, FIRST) + at,
        address(job, SECOND) + at,
        bytes,
        int(job, PROJECT) ? parallel(g, w, bytes) : 0,
      )
      if (radius >= 0 && squared > 0) scaleRow(w, bytes, radius / sqrt<f32>(squared))
    }
  }
}

/** ‖∂W‖² of a block of atoms. */
export function squaredGradient(job: usize, chunk: i32, thread: i32): void {
  const rowBytes = <usize>int(job, COLS) << 2
  const gradient = address(job, BUFFERS) + <usize>thread * address(job, BUFFER_BYTES)
  const from = int(job, FIRST_ATOM) + chunk * ATOM_BLOCK
  let sum: f64 = 0
  let region = address(job, REGIONS)
  for (let r = int(job, REGION_COUNT); r > 0; r--, region += REGION_BYTES) {
    const left = <usize>load<u32>(region, 8) << 2
    const bytes = (<usize>load<u32>(region, 12) << 2) - left
    const last = min(from + ATOM_BLOCK, load<i32>(region, 4))
    for (let i = max(from, load<i32>(region)); i < last; i++) {
      const w = address(job, W) + <usize>i * rowBytes + left
      const g = gradient + left
      if (!sumGradient(job, i, region, gradient)) continue
      if (int(job, PROJECT)) removeParallel(g, w, bytes, -parallel(g, w, bytes))
      sum += squares(g, bytes)
    }
  }
  store<f64>(address(job, SUMS) + (<usize>chunk << 3), sum)
}

/** Row `i` of ∂W inside the region's columns, samples in order; false where it is zero. */
function sumGradient(job: usize, i: i32, region: usize, gradient: usize): bool {
  const from = <usize>load<u32>(region, 8)
  const to = <usize>load<u32>(region, 12)
  const atom = <usize>i << 2
  const pending = gradient + (<usize>int(job, COLS) << 2)
  memory.fill(gradient + (from << 2), 0, (to - from) << 2)
  let any = false
  let window = address(job, WINDOWS)
  for (let c = int(job, WINDOW_COUNT); c > 0; c--, window += WINDOW_BYTES) {
    const column = <usize>load<u32>(window)
    const left = max(column, from)
    const right = min(column + <usize>load<u32>(window, 4), to)
    if (left >= right) continue
    const into = gradient + (left << 2)
    const bytes = (right - left) << 2
    const shift = (left - column) << 2
    let waiting: usize = 0
    let part = <usize>load<u32>(window, 8)
    for (let p = load<u32>(window, 12); p > 0; p--, part += PART_BYTES) {
      const starts = <usize>load<u32>(part) + atom
      const entries = <usize>load<u32>(part, 4)
      const values = <usize>load<u32>(part, 8)
      const x = <usize>load<u32>(part, 12) + shift
      const stride = <usize>load<u32>(part, 16)
      let pair = entries + (<usize>load<u32>(starts) << 3)
      const last = entries + (<usize>load<u32>(starts, 4) << 3)
      for (; pair < last; pair += 8) {
        const value = load<f32>(values + (<usize>load<u32>(pair) << 2))
        if (value == 0) continue
        store<u32>(pending + waiting, <u32>(x + <usize>load<u32>(pair, 4) * stride))
        store<f32>(pending + waiting, value, 4)
        waiting += 8
        if (waiting == 32) {
          addPending(into, bytes, pending, waiting)
          waiting = 0
          any = true
        }
      }
    }
    if (waiting) {
      addPending(into, bytes, pending, waiting)
      any = true
    }
  }
  return any
}

/** Adds up to four waiting samples at once. */
@inline function addPending(into: usize, bytes: usize, pending: usize, waiting: usize): void {
  const a = <usize>load<u32>(pending)
  const ha = v128.load32_splat(pending, 4)
  const b = waiting > 8 ? <usize>load<u32>(pending, 8) : a
  const hb = f32x4.splat(waiting > 8 ? load<f32>(pending, 12) : 0)
  if (waiting <= 16) {
    addTwo(into, bytes, a, b, ha, hb)
    return
  }
  const c = <usize>load<u32>(pending, 16)
  const hc = v128.load32_splat(pending, 20)
  const d = waiting > 24 ? <usize>load<u32>(pending, 24) : a
  const hd = f32x4.splat(waiting > 24 ? load<f32>(pending, 28) : 0)
  addFour(into, bytes, a, b, c, d, ha, hb, hc, hd)
}

/** ⟨g, w⟩ / ⟨w, w⟩, 0 for a zero atom. */
function parallel(g: usize, w: usize, bytes: usize): f32 {
  let inner = f32x4.splat(0)
  let squared = f32x4.splat(0)
  const end = w + bytes
  const whole = w + (bytes & ~15)
  for (; w < whole; w += 16, g += 16) {
    const atom = v128.load(w)
    inner = madd(atom, v128.load(g), inner)
    squared = madd(atom, atom, squared)
  }
  for (; w < end; w += 4, g += 4) {
    const atom = v128.load32_zero(w)
    inner = madd(atom, v128.load32_zero(g), inner)
    squared = madd(atom, atom, squared)
  }
  const norm = sumLanes(squared)
  return norm > 0 ? sumLanes(inner) / norm : 0
}

/** g += factor·w. */
@inline function removeParallel(g: usize, w: usize, bytes: usize, factor: f32): void {
  addTwo(g, bytes, w, w, f32x4.splat(factor), f32x4.splat(0))
}

function scaleRow(w: usize, bytes: usize, by: f32): void {
  const factor = f32x4.splat(by)
  const end = w + bytes
  const whole = w + (bytes & ~15)
  for (; w < whole; w += 16) v128.store(w, f32x4.mul(v128.load(w), factor))
  for (; w < end; w += 4) store<f32>(w, load<f32>(w) * by)
}
