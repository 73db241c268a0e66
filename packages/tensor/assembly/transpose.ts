/** Writes four rows of four lanes column by column, `stride` bytes from one to the next. */
@inline export function transpose(a: v128, b: v128, c: v128, d: v128, into: usize, stride: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(into, v128.shuffle<f64>(ab, cd, 0, 2))
  v128.store(into + stride, v128.shuffle<f64>(ab, cd, 1, 3))
  v128.store(into + 2 * stride, v128.shuffle<f64>(abHigh, cdHigh, 0, 2))
  v128.store(into + 3 * stride, v128.shuffle<f64>(abHigh, cdHigh, 1, 3))
}
