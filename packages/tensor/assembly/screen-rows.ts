/**
 * Integer product of one int16 sample with one int8 atom of `bytes` columns, a multiple of 16. One atom
 * after the other: memory is read fastest in a single stream.
 */
@inline export function screenOne(x: usize, atom: usize, bytes: usize): i32 {
  let s0 = i32x4.splat(0)
  let s1 = i32x4.splat(0)
  const end = atom + bytes
  while (atom < end) {
    const low = v128.load_ext<i8>(atom)
    const high = v128.load_ext<i8>(atom, 8)
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load(x), low))
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load(x, 16), high))
    x += 32
    atom += 16
  }
  const sums = i32x4.add(s0, s1)
  const pairs = i32x4.add(sums, v128.shuffle<i32>(sums, sums, 2, 3, 0, 1))
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)
}
