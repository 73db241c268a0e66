import { address, int, real } from './job'
import { addRow, combineRow, correlateRow, startRow } from './sparse-rows'
import { madd, sumLanes } from './vector'

// Chunks are blocks of ROW_BLOCK rows, so that sums over samples are those of a block whoever computes
// them.

const ROW_BLOCK: i32 = 16

// Fields of `decode`, `reconstruct` and `backproject`.
const OFFSETS = 0
const INDICES = 1
const VALUES = 2
const ROWS = 3
const W = 4
const STRIDE = 5 // bytes of an atom
const SPANS = 6
const SPAN_COUNT = 7
const COLS = 8 // of the samples
const BIAS = 9 // 0: none
const OUT = 10 // decode: x̂; reconstruct: δ; backproject: one row a thread
const VIEW = 11
const PARTIALS = 12 // one row a chunk: Σ_n δ_n or Σ_n view_n ⊙ Wᵀ∂_n; 0: not wanted
const TARGET = 13
const WEIGHTS = 14 // rows×spans×2
const GRADIENT = 15
const RESIDUAL = 16 // 0: not wanted
const LOSSES = 17 // one float64 a row
const PARTLY = 18 // 1: some columns lie outside the spans

/** out = Wᵀ h + bias. */
export function decode(job: usize, chunk: i32, thread: i32): void {
  const rowBytes = <usize>int(job, COLS) << 2
  const end = min((chunk + 1) * ROW_BLOCK, int(job, ROWS))
  for (let n = chunk * ROW_BLOCK; n < end; n++) {
    decodeRow(job, n, address(job, OUT) + <usize>n * rowBytes)
  }
}

@inline function decodeRow(job: usize, n: i32, into: usize): void {
  const spans = address(job, SPANS)
  const spanCount = int(job, SPAN_COUNT)
  const offsets = address(job, OFFSETS) + (<usize>n << 2)
  const first = <usize>load<u32>(offsets) << 2
  const count = <i32>(load<u32>(offsets, 4) - load<u32>(offsets))
  startRow(into, address(job, BIAS), spans, spanCount)
  combineRow(
    address(job, INDICES) + first,
    address(job, VALUES) + first,
    count,
    address(job, W),
    address(job, STRIDE),
    spans,
    spanCount,
    into,
  )
}

/** Decodes, weighs the residual and carries it back to the codes while the row's atoms are cached. */
export function reconstruct(job: usize, chunk: i32, thread: i32): void {
  const rowBytes = <usize>int(job, COLS) << 2
  const spans = address(job, SPANS)
  const spanCount = int(job, SPAN_COUNT)
  const partial = address(job, PARTIALS) ? address(job, PARTIALS) + <usize>chunk * rowBytes : 0
  if (partial) memory.fill(partial, 0, rowBytes)
  const end = min((chunk + 1) * ROW_BLOCK, int(job, ROWS))
  for (let n = chunk * ROW_BLOCK; n < end; n++) {
    const at = <usize>n * rowBytes
    const delta = address(job, OUT) + at
    const residual = address(job, RESIDUAL) ? address(job, RESIDUAL) + at : 0
    if (int(job, PARTLY)) {
      memory.fill(delta, 0, rowBytes)
      if (residual) memory.fill(residual, 0, rowBytes)
    }
    decodeRow(job, n, delta)
    let loss: f64 = 0
    const weights = address(job, WEIGHTS) + (<usize>n * <usize>spanCount << 3)
    for (let s = 0; s < spanCount; s++) {
      const span = spans + <usize>s * 12
      const x = <usize>load<u32>(span) << 2
      loss += weigh(
        delta + x,
        address(job, TARGET) + at + x,
        address(job, VIEW) + at + x,
        residual ? residual + x : 0,
        <usize>load<u32>(span, 8) << 2,
        v128.load32_splat(weights + (<usize>s << 3)),
        v128.load32_splat(weights + (<usize>s << 3), 4),
      )
    }
    store<f64>(address(job, LOSSES) + (<usize>n << 3), loss)
    if (partial) addRow(partial, delta, rowBytes)
    const offsets = address(job, OFFSETS) + (<usize>n << 2)
    const first = <usize>load<u32>(offsets) << 2
    correlateRow(
      address(job, INDICES) + first,
      address(job, GRADIENT) + first,
      <i32>(load<u32>(offsets, 4) - load<u32>(offsets)),
      address(job, W),
      address(job, STRIDE),
      spans,
      spanCount,
      delta,
    )
  }
}

/** From x̂ in `delta` to weight ⊙ (x̂ − target); returns Σ weight ⊙ (x̂ − target)². */
@inline function weigh(
  delta: usize,
  target: usize,
  view: usize,
  residual: usize,
  bytes: usize,
  hidden: v128,
  visible: v128,
): f64 {
  const zero = f32x4.splat(0)
  let losses = zero
  const end = delta + bytes
  const whole = delta + (bytes & ~15)
  while (delta < whole) {
    const difference = f32x4.sub(v128.load(delta), v128.load(target))
    const weight = v128.bitselect(visible, hidden, f32x4.ne(v128.load(view), zero))
    const weighted = f32x4.mul(weight, difference)
    losses = madd(weighted, difference, losses)
    v128.store(delta, weighted)
    if (residual) {
      v128.store(residual, f32x4.neg(difference))
      residual += 16
    }
    delta += 16
    target += 16
    view += 16
  }
  while (delta < end) {
    const difference = f32x4.sub(v128.load32_zero(delta), v128.load32_zero(target))
    const weight = v128.bitselect(visible, hidden, f32x4.ne(v128.load32_zero(view), zero))
    const weighted = f32x4.mul(weight, difference)
    losses = madd(weighted, difference, losses)
    v128.store32_lane(delta, weighted, 0)
    if (residual) {
      v128.store32_lane(residual, f32x4.neg(difference), 0)
      residual += 4
    }
    delta += 4
    target += 4
    view += 4
  }
  return <f64>sumLanes(losses)
}

/** Σ_n view_n ⊙ Wᵀ∂_n of each block of rows. */
export function backproject(job: usize, chunk: i32, thread: i32): void {
  const rowBytes = <usize>int(job, COLS) << 2
  const row = address(job, OUT) + <usize>thread * rowBytes
  const spans = address(job, SPANS)
  const spanCount = int(job, SPAN_COUNT)
  const partial = address(job, PARTIALS) + <usize>chunk * rowBytes
  memory.fill(partial, 0, rowBytes)
  const end = min((chunk + 1) * ROW_BLOCK, int(job, ROWS))
  for (let n = chunk * ROW_BLOCK; n < end; n++) {
    decodeRow(job, n, row)
    const view = address(job, VIEW) + <usize>n * rowBytes
    for (let s = 0; s < spanCount; s++) {
      const span = spans + <usize>s * 12
      const x = <usize>load<u32>(span) << 2
      addProduct(partial + x, row + x, view + x, <usize>load<u32>(span, 8) << 2)
    }
  }
}

/** into += a ⊙ b. */
@inline function addProduct(into: usize, a: usize, b: usize, bytes: usize): void {
  const end = into + bytes
  const whole = into + (bytes & ~15)
  for (; into < whole; into += 16, a += 16, b += 16) {
    v128.store(into, madd(v128.load(a), v128.load(b), v128.load(into)))
  }
  for (; into < end; into += 4, a += 4, b += 4) {
    v128.store32_lane(
      into,
      madd(v128.load32_zero(a), v128.load32_zero(b), v128.load32_zero(into)),
      0,
    )
  }
}

// Fields of `addPartials`.
const PARTIAL_ROWS = 0
const PARTIAL_COUNT = 1
const PARTIAL_COLS = 2
const PARTIAL_INTO = 3
const PARTIAL_SIGN = 4
const PARTIAL_SUM = 5 // scratch, one row

/** into += sign · Σ partials, added in order. */
export function addPartials(job: usize, chunk: i32, thread: i32): void {
  const cols = <usize>int(job, PARTIAL_COLS)
  const bytes = cols << 2
  const sum = address(job, PARTIAL_SUM)
  memory.fill(sum, 0, bytes)
  let row = address(job, PARTIAL_ROWS)
  for (let i = int(job, PARTIAL_COUNT); i > 0; i--, row += bytes) addRow(sum, row, bytes)
  const into = address(job, PARTIAL_INTO)
  const sign = real(job, PARTIAL_SIGN)
  for (let j: usize = 0; j < bytes; j += 4) {
    store<f32>(into + j, load<f32>(into + j) + sign * load<f32>(sum + j))
  }
}
