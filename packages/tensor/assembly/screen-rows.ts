import { sumIntegers } from './vector'

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
  return sumIntegers(i32x4.add(s0, s1))
}

/**
 * The same by byte dot products: `high` and `low` are the bytes of the sample, made unsigned by adding
 * 2¹⁵, for which `start` makes up. Sums wrap around; the result fits.
 */
@inline export function byteOne(
  high: usize,
  low: usize,
  atom: usize,
  bytes: usize,
  start: i32,
): i32 {
  let s0 = i32x4.splat(0)
  let s1 = i32x4.splat(0)
  let s2 = i32x4.splat(0)
  let s3 = i32x4.splat(0)
  const end = atom + bytes
  // Two columns of sums: one would wait for its own latency.
  while (true) {
    const w0 = v128.load(atom)
    s0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, v128.load(high), s0)
    s1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, v128.load(low), s1)
    if (atom + 16 == end) break
    const w1 = v128.load(atom, 16)
    s2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, v128.load(high, 16), s2)
    s3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, v128.load(low, 16), s3)
    high += 32
    low += 32
    atom += 32
    if (atom == end) break
  }
  s0 = i32x4.add(s0, s2)
  s1 = i32x4.add(s1, s3)
  return start + sumIntegers(i32x4.add(i32x4.shl(s0, 8), s1))
}
