import { transpose } from './transpose'
import { madd, sumIntegers, sumLanes } from './vector'

// Rows of float32 become rows of integers, each by a scale of its own.

/** Largest norm and largest entry of an integer row: a product of two such rows fits into an int32. */
const NORM: f32 = 46000
const ENTRY: f32 = 32700
/** Largest int8 entry; uint8 ones are shifted by 128. */
const BYTE: f32 = 127
/** Added to a small float32 it leaves the rounded integer in the low bits. */
const ROUND: f32 = 12582912
const ROUND_BITS: i32 = 0x4b400000

/** Writes 4 rows as int16, pairs of columns side by side: 16 bytes a pair of columns. */
@inline export function quantize(
  rows: usize,
  step: usize,
  bytes: usize,
  scales: usize,
  into: usize,
  stride: usize,
): void {
  let a = rows
  let b = a + step
  let c = b + step
  let d = c + step
  const end = a + bytes
  const sa = v128.load32_splat(scales)
  const sb = v128.load32_splat(scales, 4)
  const sc = v128.load32_splat(scales, 8)
  const sd = v128.load32_splat(scales, 12)
  while (a < end) {
    transpose(integers(a, sa), integers(b, sb), integers(c, sc), integers(d, sd), into, stride)
    a += 32
    b += 32
    c += 32
    d += 32
    into += stride << 2
  }
}

/**
 * Writes 4 rows as int8, four columns side by side: 16 bytes for four columns. `flip` turns int8 into
 * uint8. Stores at `errors` the norms of what rounding took, and at `sums`, unless 0, −128 times the sums
 * of the integers.
 */
export function quantizeBytes(
  rows: usize,
  step: usize,
  bytes: usize,
  scales: usize,
  inverses: usize,
  errors: usize,
  sums: usize,
  flip: v128,
  into: usize,
  stride: usize,
): void {
  for (let r: usize = 0; r < 4; r++) {
    const row = rows + r * step
    const scale = v128.load32_splat(scales + (r << 2))
    const unit = v128.load32_splat(inverses + (r << 2))
    let lost = f32x4.splat(0)
    let sum = i32x4.splat(0)
    // Four integers of every row lie where `transpose` would leave them.
    let to = into + (r << 2)
    for (let at = row; at < row + bytes; at += 64) {
      const a = roundFour(at, scale)
      const b = roundFour(at + 16, scale)
      const c = roundFour(at + 32, scale)
      const d = roundFour(at + 48, scale)
      lost = addSquare(lost, at, a, unit)
      lost = addSquare(lost, at + 16, b, unit)
      lost = addSquare(lost, at + 32, c, unit)
      lost = addSquare(lost, at + 48, d, unit)
      const ab = i16x8.narrow_i32x4_s(whole(a), whole(b))
      const cd = i16x8.narrow_i32x4_s(whole(c), whole(d))
      const ones = i16x8.splat(1)
      sum = i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(ab, ones), i32x4.dot_i16x8_s(cd, ones)))
      const all = v128.xor(i8x16.narrow_i16x8_s(ab, cd), flip)
      v128.store32_lane(to, all, 0)
      v128.store32_lane(to + stride, all, 1)
      v128.store32_lane(to + 2 * stride, all, 2)
      v128.store32_lane(to + 3 * stride, all, 3)
      to += stride << 2
    }
    // Float sums of squares err by far less.
    store<f32>(errors + (r << 2), sqrt<f32>(sumLanes(lost)) * 1.001)
    if (sums) store<i32>(sums + (r << 2), -128 * sumIntegers(sum))
  }
}

/** Scaled and rounded, plus ROUND. */
@inline function roundFour(at: usize, scale: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(at), scale), f32x4.splat(ROUND))
}

@inline function whole(rounded: v128): v128 {
  return i32x4.sub(rounded, i32x4.splat(ROUND_BITS))
}

@inline function addSquare(sum: v128, at: usize, rounded: v128, unit: v128): v128 {
  const kept = f32x4.mul(f32x4.sub(rounded, f32x4.splat(ROUND)), unit)
  const rest = f32x4.sub(v128.load(at), kept)
  return f32x4.add(sum, f32x4.mul(rest, rest))
}

/** 8 entries as int16. */
@inline function integers(row: usize, scale: v128): v128 {
  return i16x8.narrow_i32x4_s(whole(roundFour(row, scale)), whole(roundFour(row + 16, scale)))
}

/**
 * Stores a row's scale to integers at `scales`, its inverse at `inverses` and its norm at `norms`. A
 * row that no scale suits (not finite, or so small or large that squares leave float32) has norm ∞.
 */
export function measure(
  row: usize,
  bytes: usize,
  scales: usize,
  inverses: usize,
  norms: usize,
  asBytes: bool,
): void {
  let squares = f32x4.splat(0)
  let others = f32x4.splat(0)
  let largest = f32x4.splat(0)
  for (let at = row; at < row + bytes; at += 32) {
    const v = v128.load(at)
    const u = v128.load(at, 16)
    squares = madd(v, v, squares)
    others = madd(u, u, others)
    // A NaN is lost here, but not from the squares.
    largest = f32x4.pmax(largest, f32x4.pmax(f32x4.abs(v), f32x4.abs(u)))
  }
  const norm = sqrt<f32>(sumLanes(f32x4.add(squares, others)))
  const most = largestLane(largest)
  let scale: f32 = 0
  let inverse: f32 = 0
  let size: f32 = Infinity
  if (norm > 1e-15 && norm < 1e15) {
    scale = asBytes ? BYTE / most : min(NORM / norm, ENTRY / most)
    inverse = 1 / scale
    size = norm
  } else if (norm == 0 && most == 0) size = 0
  store<f32>(scales, scale)
  store<f32>(inverses, inverse)
  store<f32>(norms, size)
}

@inline export function largestLane(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  )
}
