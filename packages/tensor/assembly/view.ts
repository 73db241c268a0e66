import { address, int } from './job'

const ROW_BLOCK: i32 = 16

// Fields of `drawView`.
const X = 0
const CENTER = 1
const COLS = 2
const ROWS = 3
const SPANS = 4
const SPAN_COUNT = 5
const PRESENT = 6
const BYTES = 7 // rows×cols, 1 visible; 0: drawn from the keys
const KEYS = 8
const THRESHOLD = 9
const PER_SAMPLE = 10 // 1: rescaled by the sample, 0: by the span
const VIEW = 11
const OUT = 12
const SEEN = 13

/** 2³² divided by the golden ratio, as in masking's hash. */
const PHI: i32 = <i32>0x9e3779b9

/** Draws which entries are visible, then view = s there and out = view ⊙ (x − c). */
export function drawView(job: usize, chunk: i32, thread: i32): void {
  const cols = int(job, COLS)
  const rowBytes = <usize>cols << 2
  const spans = address(job, SPANS)
  const spanCount = int(job, SPAN_COUNT)
  const end = min((chunk + 1) * ROW_BLOCK, int(job, ROWS))
  for (let n = chunk * ROW_BLOCK; n < end; n++) {
    const at = <usize>n * rowBytes
    const view = address(job, VIEW) + at
    const first = <usize>n * <usize>spanCount
    const seen = address(job, SEEN) + (first << 2)
    let total = 0
    for (let s = 0; s < spanCount; s++) {
      const span = spans + <usize>s * 12
      const x = <usize>load<u32>(span)
      const width = load<i32>(span, 8)
      const into = view + (x << 2)
      let count = 0
      if (!load<u8>(address(job, PRESENT) + first + <usize>s)) {
        memory.fill(into, 0, <usize>width << 2)
      } else if (address(job, BYTES)) {
        count = readMask(into, address(job, BYTES) + <usize>n * <usize>cols + x, width)
      } else {
        const key = load<i32>(address(job, KEYS) + ((first + <usize>s) << 2))
        count = drawMask(into, key, <u32>address(job, THRESHOLD), width)
      }
      store<i32>(seen + (<usize>s << 2), count)
      total += count
    }
    for (let s = 0; s < spanCount; s++) {
      const span = spans + <usize>s * 12
      const x = <usize>load<u32>(span) << 2
      const width = load<i32>(span, 8)
      const whole = int(job, PER_SAMPLE) ? cols : width
      const visible = int(job, PER_SAMPLE) ? total : load<i32>(seen + (<usize>s << 2))
      rescale(
        view + x,
        address(job, X) + at + x,
        address(job, CENTER) + x,
        address(job, OUT) + at + x,
        <usize>width << 2,
        <f32>(<f64>whole / <f64>max(visible, 1)),
      )
    }
  }
}

/** Stores all ones where a byte is not 0 and returns how many; may read 3 bytes past the mask. */
@inline function readMask(into: usize, bytes: usize, width: i32): i32 {
  const zero = i32x4.splat(0)
  let count = 0
  for (; width > 0; width -= 4, bytes += 4, into += 16) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes)))
    count += storeMask(into, i32x4.ne(wide, zero), width)
  }
  return count
}

/** Stores all ones where (mix(key + j·PHI) >>> 1) ≥ threshold and returns how many. */
@inline function drawMask(into: usize, key: i32, threshold: u32, width: i32): i32 {
  const bound = i32x4.splat(<i32>threshold)
  let at = i32x4.add(i32x4.splat(key), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(PHI)))
  const step = i32x4.splat(4 * PHI)
  let count = 0
  for (; width > 0; width -= 4, into += 16) {
    count += storeMask(into, i32x4.ge_u(i32x4.shr_u(mix(at), 1), bound), width)
    at = i32x4.add(at, step)
  }
  return count
}

/** lowbias32 of four words. */
@inline function mix(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16))
  x = i32x4.mul(x, i32x4.splat(0x7feb352d))
  x = v128.xor(x, i32x4.shr_u(x, 15))
  x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b))
  return v128.xor(x, i32x4.shr_u(x, 16))
}

/** Stores the first `width` lanes, at most 4, and counts those that are set. */
@inline function storeMask(into: usize, mask: v128, width: i32): i32 {
  const bits = i32x4.bitmask(mask)
  if (width >= 4) {
    v128.store(into, mask)
    return popcnt(bits)
  }
  v128.store32_lane(into, mask, 0)
  if (width > 1) v128.store32_lane(into, mask, 1, 4)
  if (width > 2) v128.store32_lane(into, mask, 2, 8)
  return popcnt(bits & ((1 << width) - 1))
}

/** From all ones to `by` in the view; out = view ⊙ (x − c), 0 where hidden, whatever x holds there. */
@inline function rescale(
  view: usize,
  x: usize,
  center: usize,
  out: usize,
  bytes: usize,
  by: f32,
): void {
  const scale = f32x4.splat(by)
  const end = view + bytes
  const whole = view + (bytes & ~15)
  while (view < whole) {
    const mask = v128.load(view)
    const centred = f32x4.mul(scale, f32x4.sub(v128.load(x), v128.load(center)))
    v128.store(view, v128.and(mask, scale))
    v128.store(out, v128.and(mask, centred))
    view += 16
    x += 16
    center += 16
    out += 16
  }
  while (view < end) {
    const mask = v128.load32_zero(view)
    const centred = f32x4.mul(scale, f32x4.sub(v128.load32_zero(x), v128.load32_zero(center)))
    v128.store32_lane(view, v128.and(mask, scale), 0)
    v128.store32_lane(out, v128.and(mask, centred), 0)
    view += 4
    x += 4
    center += 4
    out += 4
  }
}
