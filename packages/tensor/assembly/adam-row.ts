import { real } from './job'
import { madd, sumLanes } from './vector'

// Adam with bias correction folded into rate and epsilon by the host:
// m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w −= rate·m / (√v + ε).

// The first fields of every job that steps a parameter.
const BETA1 = 0
const BETA1_REST = 1 // 1 − β₁
const BETA2 = 2
const BETA2_REST = 3
const RATE = 4
const EPSILON = 5
const SCALE = 6

/** Moments below it become zero: a parameter without gradient would else decay into denormals for good, and those are a hundred times slower. */
const TINY: f32 = 1e-36

/** Steps `bytes`/4 parameters along (g − parallel·w)·scale; returns Σ w². */
export function adamRow(
  job: usize,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  bytes: usize,
  parallel: f32,
): f32 {
  const beta1 = f32x4.splat(real(job, BETA1))
  const rest1 = f32x4.splat(real(job, BETA1_REST))
  const beta2 = f32x4.splat(real(job, BETA2))
  const rest2 = f32x4.splat(real(job, BETA2_REST))
  const rate = f32x4.splat(real(job, RATE))
  const epsilon = f32x4.splat(real(job, EPSILON))
  const scale = f32x4.splat(real(job, SCALE))
  const minus = f32x4.splat(-parallel)
  const tiny = f32x4.splat(TINY)
  let squares = f32x4.splat(0)
  const end = w + bytes
  const whole = w + (bytes & ~15)
  while (w < whole) {
    const old = v128.load(w)
    const gradient = f32x4.mul(madd(minus, old, v128.load(g)), scale)
    const first = keep(madd(beta1, v128.load(m), f32x4.mul(rest1, gradient)), tiny)
    const change = f32x4.mul(rest2, f32x4.mul(gradient, gradient))
    const second = keep(madd(beta2, v128.load(v), change), tiny)
    v128.store(m, first)
    v128.store(v, second)
    const step = f32x4.div(f32x4.mul(rate, first), f32x4.add(f32x4.sqrt(second), epsilon))
    const stepped = f32x4.sub(old, step)
    v128.store(w, stepped)
    squares = madd(stepped, stepped, squares)
    w += 16
    g += 16
    m += 16
    v += 16
  }
  let sum = sumLanes(squares)
  while (w < end) {
    const old = v128.load32_splat(w)
    const gradient = f32x4.mul(madd(minus, old, v128.load32_splat(g)), scale)
    const first = keep(madd(beta1, v128.load32_splat(m), f32x4.mul(rest1, gradient)), tiny)
    const change = f32x4.mul(rest2, f32x4.mul(gradient, gradient))
    const second = keep(madd(beta2, v128.load32_splat(v), change), tiny)
    v128.store32_lane(m, first, 0)
    v128.store32_lane(v, second, 0)
    const step = f32x4.div(f32x4.mul(rate, first), f32x4.add(f32x4.sqrt(second), epsilon))
    const stepped = f32x4.extract_lane(f32x4.sub(old, step), 0)
    store<f32>(w, stepped)
    sum += stepped * stepped
    w += 4
    g += 4
    m += 4
    v += 4
  }
  return sum
}

@inline function keep(value: v128, tiny: v128): v128 {
  return v128.andnot(value, f32x4.lt(f32x4.abs(value), tiny))
}
