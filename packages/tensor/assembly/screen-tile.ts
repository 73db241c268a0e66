import { storeTile } from './vector'

/**
 * Integer products of 4 samples with 8 atoms, stored at `sums` as 4×8 int32. `x` holds, for every pair
 * of columns, the pair of each sample; `w` the pair of each atom. Needs at least one step.
 */
@inline export function screenTile(x: usize, w: usize, steps: i32, sums: usize): void {
  let s00: v128 = i32x4.splat(0)
  let s01: v128 = i32x4.splat(0)
  let s10: v128 = i32x4.splat(0)
  let s11: v128 = i32x4.splat(0)
  let s20: v128 = i32x4.splat(0)
  let s21: v128 = i32x4.splat(0)
  let s30: v128 = i32x4.splat(0)
  let s31: v128 = i32x4.splat(0)
  const end = x + (<usize>steps << 4)
  while (true) {
    const w00 = v128.load(w, 0)
    const w01 = v128.load(w, 16)
    const x00 = v128.load32_splat(x, 0)
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x00, w00))
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x00, w01))
    const x01 = v128.load32_splat(x, 4)
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x01, w00))
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x01, w01))
    const x02 = v128.load32_splat(x, 8)
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x02, w00))
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x02, w01))
    const x03 = v128.load32_splat(x, 12)
    s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x03, w00))
    s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x03, w01))
    // A real exit test keeps V8 from hoisting the second half's loads, which would spill.
    if (x + 16 == end) break
    const w10 = v128.load(w, 32)
    const w11 = v128.load(w, 48)
    const x10 = v128.load32_splat(x, 16)
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x10, w10))
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x10, w11))
    const x11 = v128.load32_splat(x, 20)
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x11, w10))
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x11, w11))
    const x12 = v128.load32_splat(x, 24)
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x12, w10))
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x12, w11))
    const x13 = v128.load32_splat(x, 28)
    s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x13, w10))
    s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x13, w11))
    x += 32
    w += 64
    if (x == end) break
  }
  storeTile(sums, s00, s01, s10, s11, s20, s21, s30, s31)
}
