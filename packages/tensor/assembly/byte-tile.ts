import { storeTile } from './vector'

/**
 * Integer products of 4 samples with 8 atoms, stored at `sums` as 4×8 int32. `x` holds, for every four
 * columns, those of each sample as uint8; `w` those of each atom as int8. The sums start from the 8 int32
 * at `starts`. Needs at least one step.
 */
@inline export function byteTile(x: usize, w: usize, steps: i32, starts: usize, sums: usize): void {
  let s00: v128 = v128.load(starts)
  let s01: v128 = v128.load(starts, 16)
  let s10: v128 = s00
  let s11: v128 = s01
  let s20: v128 = s00
  let s21: v128 = s01
  let s30: v128 = s00
  let s31: v128 = s01
  const end = x + (<usize>steps << 4)
  while (true) {
    const w0 = v128.load(w)
    const w1 = v128.load(w, 16)
    const x0 = v128.load32_splat(x)
    s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x0, s00)
    s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x0, s01)
    const x1 = v128.load32_splat(x, 4)
    s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x1, s10)
    s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x1, s11)
    const x2 = v128.load32_splat(x, 8)
    s20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x2, s20)
    s21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x2, s21)
    const x3 = v128.load32_splat(x, 12)
    s30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x3, s30)
    s31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x3, s31)
    x += 16
    w += 32
    if (x == end) break
  }
  storeTile(sums, s00, s01, s10, s11, s20, s21, s30, s31)
}
