import { madd } from './vector'

// Exact pre-activations straight from the atoms' rows, eight at a time, each sum over the columns in
// order: bit for bit what the packed tiles give.

/** Stores the products of one gathered sample with the atoms at the 8 addresses `rows` as 8 float32. */
export function exactEight(x: usize, rows: usize, spans: usize, count: i32, into: usize): void {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  for (let s = 0; s < count; s++) {
    const from = <usize>load<u32>(spans + (<usize>s << 3)) << 2
    const width = load<i32>(spans + (<usize>s << 3), 4)
    let a = load<usize>(rows) + from
    let b = load<usize>(rows, 4) + from
    let c = load<usize>(rows, 8) + from
    let d = load<usize>(rows, 12) + from
    let e = load<usize>(rows, 16) + from
    let f = load<usize>(rows, 20) + from
    let g = load<usize>(rows, 24) + from
    let h = load<usize>(rows, 28) + from
    const whole = x + (<usize>(width & ~3) << 2)
    while (x < whole) {
      const va = v128.load(a)
      const vb = v128.load(b)
      const vc = v128.load(c)
      const vd = v128.load(d)
      const ab = v128.shuffle<f32>(va, vb, 0, 4, 1, 5)
      const cd = v128.shuffle<f32>(vc, vd, 0, 4, 1, 5)
      const abHigh = v128.shuffle<f32>(va, vb, 2, 6, 3, 7)
      const cdHigh = v128.shuffle<f32>(vc, vd, 2, 6, 3, 7)
      const x0 = v128.load32_splat(x)
      const x1 = v128.load32_splat(x, 4)
      const x2 = v128.load32_splat(x, 8)
      const x3 = v128.load32_splat(x, 12)
      s0 = madd(x0, v128.shuffle<f64>(ab, cd, 0, 2), s0)
      s0 = madd(x1, v128.shuffle<f64>(ab, cd, 1, 3), s0)
      s0 = madd(x2, v128.shuffle<f64>(abHigh, cdHigh, 0, 2), s0)
      s0 = madd(x3, v128.shuffle<f64>(abHigh, cdHigh, 1, 3), s0)
      const ve = v128.load(e)
      const vf = v128.load(f)
      const vg = v128.load(g)
      const vh = v128.load(h)
      const ef = v128.shuffle<f32>(ve, vf, 0, 4, 1, 5)
      const gh = v128.shuffle<f32>(vg, vh, 0, 4, 1, 5)
      const efHigh = v128.shuffle<f32>(ve, vf, 2, 6, 3, 7)
      const ghHigh = v128.shuffle<f32>(vg, vh, 2, 6, 3, 7)
      s1 = madd(x0, v128.shuffle<f64>(ef, gh, 0, 2), s1)
      s1 = madd(x1, v128.shuffle<f64>(ef, gh, 1, 3), s1)
      s1 = madd(x2, v128.shuffle<f64>(efHigh, ghHigh, 0, 2), s1)
      s1 = madd(x3, v128.shuffle<f64>(efHigh, ghHigh, 1, 3), s1)
      x += 16
      a += 16
      b += 16
      c += 16
      d += 16
      e += 16
      f += 16
      g += 16
      h += 16
    }
    const end = whole + (<usize>(width & 3) << 2)
    while (x < end) {
      const entry = v128.load32_splat(x)
      const low = four(a, b, c, d)
      const high = four(e, f, g, h)
      s0 = madd(entry, low, s0)
      s1 = madd(entry, high, s1)
      x += 4
      a += 4
      b += 4
      c += 4
      d += 4
      e += 4
      f += 4
      g += 4
      h += 4
    }
  }
  v128.store(into, s0)
  v128.store(into, s1, 16)
}

@inline function four(a: usize, b: usize, c: usize, d: usize): v128 {
  return v128.load32_lane(d, v128.load32_lane(c, v128.load32_lane(b, v128.load32_zero(a), 1), 2), 3)
}
