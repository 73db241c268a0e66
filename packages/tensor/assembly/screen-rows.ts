/**
 * Integer products of one int16 sample with 4 neighbouring int8 atoms of `bytes` columns, a multiple of
 * 16, stored as 4 int32.
 */
export function screenFour(x: usize, atoms: usize, bytes: usize, into: usize): void {
  let s0 = i32x4.splat(0)
  let s1 = i32x4.splat(0)
  let s2 = i32x4.splat(0)
  let s3 = i32x4.splat(0)
  let a = atoms
  let b = a + bytes
  let c = b + bytes
  let d = c + bytes
  const end = a + bytes
  while (a < end) {
    const x0 = v128.load(x)
    const x1 = v128.load(x, 16)
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x0, v128.load_ext<i8>(a)))
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x0, v128.load_ext<i8>(b)))
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(x0, v128.load_ext<i8>(c)))
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(x0, v128.load_ext<i8>(d)))
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x1, v128.load_ext<i8>(a, 8)))
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x1, v128.load_ext<i8>(b, 8)))
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(x1, v128.load_ext<i8>(c, 8)))
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(x1, v128.load_ext<i8>(d, 8)))
    x += 32
    a += 16
    b += 16
    c += 16
    d += 16
  }
  const p0 = v128.shuffle<i32>(s0, s1, 0, 4, 1, 5)
  const p1 = v128.shuffle<i32>(s0, s1, 2, 6, 3, 7)
  const p2 = v128.shuffle<i32>(s2, s3, 0, 4, 1, 5)
  const p3 = v128.shuffle<i32>(s2, s3, 2, 6, 3, 7)
  const p = i32x4.add(p0, p1)
  const q = i32x4.add(p2, p3)
  v128.store(into, i32x4.add(v128.shuffle<i64>(p, q, 0, 2), v128.shuffle<i64>(p, q, 1, 3)))
}
