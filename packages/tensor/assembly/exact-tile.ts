import { madd, storeTile } from './vector'

/**
 * Float products of 4 samples with 8 atoms, stored at `sums` as 4×8 float32: every sum runs over the
 * columns in order, one rounding (or two, without FMA) a column. `x` holds, for every column, the entry
 * of each sample; `w` that of each atom.
 */
@inline export function exactTile(x: usize, w: usize, steps: i32, sums: usize): void {
  let s00: v128 = f32x4.splat(0)
  let s01: v128 = f32x4.splat(0)
  let s10: v128 = f32x4.splat(0)
  let s11: v128 = f32x4.splat(0)
  let s20: v128 = f32x4.splat(0)
  let s21: v128 = f32x4.splat(0)
  let s30: v128 = f32x4.splat(0)
  let s31: v128 = f32x4.splat(0)
  const end = x + (<usize>steps << 4)
  while (true) {
    const w00 = v128.load(w, 0)
    const w01 = v128.load(w, 16)
    const x00 = v128.load32_splat(x, 0)
    s00 = madd(x00, w00, s00)
    s01 = madd(x00, w01, s01)
    const x01 = v128.load32_splat(x, 4)
    s10 = madd(x01, w00, s10)
    s11 = madd(x01, w01, s11)
    const x02 = v128.load32_splat(x, 8)
    s20 = madd(x02, w00, s20)
    s21 = madd(x02, w01, s21)
    const x03 = v128.load32_splat(x, 12)
    s30 = madd(x03, w00, s30)
    s31 = madd(x03, w01, s31)
    // A real exit test keeps V8 from hoisting the second half's loads, which would spill.
    if (x + 16 == end) break
    const w10 = v128.load(w, 32)
    const w11 = v128.load(w, 48)
    const x10 = v128.load32_splat(x, 16)
    s00 = madd(x10, w10, s00)
    s01 = madd(x10, w11, s01)
    const x11 = v128.load32_splat(x, 20)
    s10 = madd(x11, w10, s10)
    s11 = madd(x11, w11, s11)
    const x12 = v128.load32_splat(x, 24)
    s20 = madd(x12, w10, s20)
    s21 = madd(x12, w11, s21)
    const x13 = v128.load32_splat(x, 28)
    s30 = madd(x13, w10, s30)
    s31 = madd(x13, w11, s31)
    x += 32
    w += 64
    if (x == end) break
  }
  storeTile(sums, s00, s01, s10, s11, s20, s21, s30, s31)
}
