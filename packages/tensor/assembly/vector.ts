/** a·b + c: one rounding in the relaxed binary where the machine has FMA, two in the plain one. */
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(c, f32x4.mul(a, b))
}

/** (v0 + v2) + (v1 + v3). */
@inline export function sumLanes(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}

/** Sum of the four int32, wrapping around. */
@inline export function sumIntegers(v: v128): i32 {
  const pairs = i32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1))
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)
}

/** Stores the sums of a tile, 4 rows of 8. */
@inline export function storeTile(
  into: usize,
  s00: v128,
  s01: v128,
  s10: v128,
  s11: v128,
  s20: v128,
  s21: v128,
  s30: v128,
  s31: v128,
): void {
  v128.store(into, s00)
  v128.store(into, s01, 16)
  v128.store(into, s10, 32)
  v128.store(into, s11, 48)
  v128.store(into, s20, 64)
  v128.store(into, s21, 80)
  v128.store(into, s30, 96)
  v128.store(into, s31, 112)
}
