import { madd } from './vector'

// Sums over the active latents of one sample. Four atoms meet the dense row at once, which spares its
// loads and stores; a last group of fewer repeats its first atom with value zero.
// Spans are triples of uint32: column of the samples, column of the atoms, width.

/** into += a·ha + b·hb + c·hc + d·hd on `bytes`/4 columns. */
export function addFour(
  into: usize,
  bytes: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  ha: v128,
  hb: v128,
  hc: v128,
  hd: v128,
): void {
  const end = into + bytes
  const pairs = into + (bytes & ~31)
  while (into < pairs) {
    let s = v128.load(into)
    let t = v128.load(into, 16)
    s = madd(ha, v128.load(a), s)
    t = madd(ha, v128.load(a, 16), t)
    s = madd(hb, v128.load(b), s)
    t = madd(hb, v128.load(b, 16), t)
    s = madd(hc, v128.load(c), s)
    t = madd(hc, v128.load(c, 16), t)
    s = madd(hd, v128.load(d), s)
    t = madd(hd, v128.load(d, 16), t)
    v128.store(into, s)
    v128.store(into, t, 16)
    into += 32
    a += 32
    b += 32
    c += 32
    d += 32
  }
  while (into < end) {
    let s = v128.load32_zero(into)
    s = madd(ha, v128.load32_zero(a), s)
    s = madd(hb, v128.load32_zero(b), s)
    s = madd(hc, v128.load32_zero(c), s)
    s = madd(hd, v128.load32_zero(d), s)
    v128.store32_lane(into, s, 0)
    into += 4
    a += 4
    b += 4
    c += 4
    d += 4
  }
}

/** into += a·ha + b·hb on `bytes`/4 columns. */
export function addTwo(into: usize, bytes: usize, a: usize, b: usize, ha: v128, hb: v128): void {
  const end = into + bytes
  const pairs = into + (bytes & ~31)
  while (into < pairs) {
    let s = v128.load(into)
    let t = v128.load(into, 16)
    s = madd(ha, v128.load(a), s)
    t = madd(ha, v128.load(a, 16), t)
    s = madd(hb, v128.load(b), s)
    t = madd(hb, v128.load(b, 16), t)
    v128.store(into, s)
    v128.store(into, t, 16)
    into += 32
    a += 32
    b += 32
  }
  while (into < end) {
    let s = v128.load32_zero(into)
    s = madd(ha, v128.load32_zero(a), s)
    s = madd(hb, v128.load32_zero(b), s)
    v128.store32_lane(into, s, 0)
    into += 4
    a += 4
    b += 4
  }
}

/** The products of x with a, b, c and d, one a lane. */
export function dotFour(x: usize, bytes: usize, a: usize, b: usize, c: usize, d: usize): v128 {
  let sa = f32x4.splat(0)
  let sb = f32x4.splat(0)
  let sc = f32x4.splat(0)
  let sd = f32x4.splat(0)
  let ta = f32x4.splat(0)
  let tb = f32x4.splat(0)
  let tc = f32x4.splat(0)
  let td = f32x4.splat(0)
  const end = x + bytes
  const pairs = x + (bytes & ~31)
  while (x < pairs) {
    const low = v128.load(x)
    sa = madd(low, v128.load(a), sa)
    sb = madd(low, v128.load(b), sb)
    sc = madd(low, v128.load(c), sc)
    sd = madd(low, v128.load(d), sd)
    const high = v128.load(x, 16)
    ta = madd(high, v128.load(a, 16), ta)
    tb = madd(high, v128.load(b, 16), tb)
    tc = madd(high, v128.load(c, 16), tc)
    td = madd(high, v128.load(d, 16), td)
    x += 32
    a += 32
    b += 32
    c += 32
    d += 32
  }
  while (x < end) {
    const entry = v128.load32_zero(x)
    sa = madd(entry, v128.load32_zero(a), sa)
    sb = madd(entry, v128.load32_zero(b), sb)
    sc = madd(entry, v128.load32_zero(c), sc)
    sd = madd(entry, v128.load32_zero(d), sd)
    x += 4
    a += 4
    b += 4
    c += 4
    d += 4
  }
  sa = f32x4.add(sa, ta)
  sb = f32x4.add(sb, tb)
  sc = f32x4.add(sc, tc)
  sd = f32x4.add(sd, td)
  const ab = f32x4.add(v128.shuffle<f32>(sa, sb, 0, 4, 1, 5), v128.shuffle<f32>(sa, sb, 2, 6, 3, 7))
  const cd = f32x4.add(v128.shuffle<f32>(sc, sd, 0, 4, 1, 5), v128.shuffle<f32>(sc, sd, 2, 6, 3, 7))
  return f32x4.add(v128.shuffle<f64>(ab, cd, 0, 2), v128.shuffle<f64>(ab, cd, 1, 3))
}

/** into += Wᵀ h on the spans, for the `count` latents at `indices` with values at `values`. */
export function combineRow(
  indices: usize,
  values: usize,
  count: i32,
  w: usize,
  stride: usize,
  spans: usize,
  spanCount: i32,
  into: usize,
): void {
  for (; count > 0; count -= 4, indices += 16, values += 16) {
    const second: usize = count > 1 ? 4 : 0
    const third: usize = count > 2 ? 8 : 0
    const fourth: usize = count > 3 ? 12 : 0
    const a = w + <usize>load<u32>(indices) * stride
    const b = w + <usize>load<u32>(indices + second) * stride
    const c = w + <usize>load<u32>(indices + third) * stride
    const d = w + <usize>load<u32>(indices + fourth) * stride
    const ha = v128.load32_splat(values)
    const hb = f32x4.splat(second ? load<f32>(values, 4) : 0)
    const hc = f32x4.splat(third ? load<f32>(values, 8) : 0)
    const hd = f32x4.splat(fourth ? load<f32>(values, 12) : 0)
    for (let s = 0; s < spanCount; s++) {
      const span = spans + <usize>s * 12
      const x = (<usize>load<u32>(span)) << 2
      const at = (<usize>load<u32>(span, 4)) << 2
      const bytes = (<usize>load<u32>(span, 8)) << 2
      addFour(into + x, bytes, a + at, b + at, c + at, d + at, ha, hb, hc, hd)
    }
  }
}

/** out = (W δ)_i for the `count` latents at `indices`, summed over the spans. */
export function correlateRow(
  indices: usize,
  out: usize,
  count: i32,
  w: usize,
  stride: usize,
  spans: usize,
  spanCount: i32,
  delta: usize,
): void {
  for (; count > 0; count -= 4, indices += 16, out += 16) {
    const a = w + <usize>load<u32>(indices) * stride
    const b = w + <usize>load<u32>(indices + (count > 1 ? 4 : 0)) * stride
    const c = w + <usize>load<u32>(indices + (count > 2 ? 8 : 0)) * stride
    const d = w + <usize>load<u32>(indices + (count > 3 ? 12 : 0)) * stride
    let sums = f32x4.splat(0)
    for (let s = 0; s < spanCount; s++) {
      const span = spans + <usize>s * 12
      const x = (<usize>load<u32>(span)) << 2
      const at = (<usize>load<u32>(span, 4)) << 2
      const bytes = (<usize>load<u32>(span, 8)) << 2
      sums = f32x4.add(sums, dotFour(delta + x, bytes, a + at, b + at, c + at, d + at))
    }
    v128.store32_lane(out, sums, 0)
    if (count > 1) v128.store32_lane(out, sums, 1, 4)
    if (count > 2) v128.store32_lane(out, sums, 2, 8)
    if (count > 3) v128.store32_lane(out, sums, 3, 12)
  }
}

/** The row's spans in `into` become those of `bias`, or zero without one. */
export function startRow(into: usize, bias: usize, spans: usize, spanCount: i32): void {
  for (let s = 0; s < spanCount; s++) {
    const span = spans + <usize>s * 12
    const x = (<usize>load<u32>(span)) << 2
    const bytes = (<usize>load<u32>(span, 8)) << 2
    if (bias) memory.copy(into + x, bias + x, bytes)
    else memory.fill(into + x, 0, bytes)
  }
}

/** into += row on `bytes`/4 columns. */
export function addRow(into: usize, row: usize, bytes: usize): void {
  const end = into + bytes
  const whole = into + (bytes & ~15)
  for (; into < whole; into += 16, row += 16) {
    v128.store(into, f32x4.add(v128.load(into), v128.load(row)))
  }
  for (; into < end; into += 4, row += 4) store<f32>(into, load<f32>(into) + load<f32>(row))
}
