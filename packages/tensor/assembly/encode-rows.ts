import {
  ADDRESSES,
  ATOMS,
  ATOM_STARTS,
  ATOM_UNITS,
  BIAS,
  CAPACITY,
  GAIN,
  GATHERED,
  K,
  KEEP,
  KEEP_STRIDE,
  LIST,
  LISTED,
  MARGINS,
  PADDED,
  ROWS,
  SAMPLES,
  SAMPLE_UNITS,
  SCRATCH,
  SCRATCH_BYTES,
  SEGMENTS,
  SPAN_COUNT,
  STATES,
  STATE_BYTES,
  THRESHOLDS,
  W,
  W_SPANS,
  W_STRIDE,
  X,
  X_SPANS,
  X_STRIDE,
  rowOf,
} from './encode-job'
import { exactEight } from './exact-rows'
import { address, int, share } from './job'
import { gather } from './pack'
import { byteOne, screenOne } from './screen-rows'
import { madd, sumLanes } from './vector'
import { push, useScratch } from './state'

// Encode of single rows, bound by the reading of the atoms: a chunk is one row and one segment of them.

export function exactRows(job: usize, chunk: i32, thread: i32): void {
  const segments = int(job, SEGMENTS)
  const r = chunk / segments
  const segment = chunk % segments
  const n = rowOf(job, r)
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const x = scratch + GATHERED
  const spanCount = int(job, SPAN_COUNT)
  const row = address(job, X) + <usize>n * (address(job, X_STRIDE) << 2)
  gather(row, address(job, X_SPANS), spanCount, x)
  const rowBytes = address(job, W_STRIDE) << 2
  const groups = int(job, LISTED) >> 3
  const last = share(groups, segment + 1, segments)
  for (let group = share(groups, segment, segments); group < last; group++) {
    const list = address(job, LIST) + (<usize>group << 5)
    for (let i: usize = 0; i < 32; i += 4) {
      const atom = address(job, W) + <usize>load<u32>(list + i) * rowBytes
      store<usize>(scratch + ADDRESSES + i, atom)
    }
    exactEight(x, scratch + ADDRESSES, address(job, W_SPANS), spanCount, scratch)
    offer(job, r, n, group, segment, thread, 0)
  }
}

/** The same on int8 atoms and an int16 sample. */
export function screenRows(job: usize, chunk: i32, thread: i32): void {
  screenSegment(job, chunk, thread, false)
}

@inline export function screenSegment(job: usize, chunk: i32, thread: i32, dots: bool): void {
  const segments = int(job, SEGMENTS)
  const n = chunk / segments
  const segment = chunk % segments
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const padded = address(job, PADDED)
  const x = address(job, SAMPLES) + <usize>n * (padded << 1)
  const unit = v128.load32_splat(address(job, SAMPLE_UNITS) + (<usize>n << 2))
  const margin = load<f32>(address(job, MARGINS) + (<usize>n << 2))
  const groups = int(job, LISTED) >> 3
  const last = share(groups, segment + 1, segments)
  for (let group = share(groups, segment, segments); group < last; group++) {
    const atoms = address(job, ATOMS) + (<usize>group << 3) * padded
    for (let i: usize = 0; i < 8; i++) {
      const atom = atoms + i * padded
      if (ASC_FEATURE_RELAXED_SIMD && dots) {
        const start = load<i32>(address(job, ATOM_STARTS) + (<usize>group << 5) + (i << 2))
        store<i32>(scratch + (i << 2), byteOne(x, x + padded, atom, padded, start))
      } else store<i32>(scratch + (i << 2), screenOne(x, atom, padded))
    }
    for (let half: usize = 0; half < 32; half += 16) {
      const units = v128.load(address(job, ATOM_UNITS) + (<usize>group << 5) + half)
      const sum = f32x4.mul(f32x4.convert_i32x4_s(v128.load(scratch + half)), unit)
      v128.store(scratch + half, f32x4.mul(sum, units))
    }
    offer(job, n, n, group, segment, thread, margin)
  }
}

/**
 * The same on float32 atoms, all of them, each sum in several lanes: faster than in the order of the
 * columns, and off by rounding only.
 */
export function dotRows(job: usize, chunk: i32, thread: i32): void {
  const segments = int(job, SEGMENTS)
  const n = chunk / segments
  const segment = chunk % segments
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const x = scratch + GATHERED
  const spans = address(job, W_SPANS)
  const spanCount = int(job, SPAN_COUNT)
  const row = address(job, X) + <usize>n * (address(job, X_STRIDE) << 2)
  gather(row, address(job, X_SPANS), spanCount, x)
  const margin = load<f32>(address(job, MARGINS) + (<usize>n << 2))
  const rowBytes = address(job, W_STRIDE) << 2
  const groups = int(job, LISTED) >> 3
  const last = share(groups, segment + 1, segments)
  for (let group = share(groups, segment, segments); group < last; group++) {
    const w = address(job, W) + (<usize>group << 3) * rowBytes
    for (let i: usize = 0; i < 8; i++) {
      const atom = w + i * rowBytes
      let entries = x
      let sum: f32 = 0
      for (let s = 0; s < spanCount; s++) {
        const from = atom + (<usize>load<u32>(spans + (<usize>s << 3)) << 2)
        const bytes = <usize>load<u32>(spans + (<usize>s << 3), 4) << 2
        sum += dot(entries, from, bytes)
        entries += bytes
      }
      store<f32>(scratch + (i << 2), sum)
    }
    offer(job, n, n, group, segment, thread, margin)
  }
}

/** One atom after the other: memory is read fastest in a single stream. */
@inline function dot(x: usize, w: usize, bytes: usize): f32 {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  const end = w + bytes
  const whole = w + (bytes & ~63)
  for (; w < whole; w += 64, x += 64) {
    s0 = madd(v128.load(x), v128.load(w), s0)
    s1 = madd(v128.load(x, 16), v128.load(w, 16), s1)
    s2 = madd(v128.load(x, 32), v128.load(w, 32), s2)
    s3 = madd(v128.load(x, 48), v128.load(w, 48), s3)
  }
  for (; w < end; w += 4, x += 4) s0 = madd(v128.load32_zero(x), v128.load32_zero(w), s0)
  return sumLanes(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)))
}

/** Makes pre-activations of the 8 sums in scratch and pushes those above the threshold. */
@inline function offer(
  job: usize,
  r: i32,
  n: i32,
  group: i32,
  segment: i32,
  thread: i32,
  margin: f32,
): void {
  const segments = int(job, SEGMENTS)
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const at = <usize>group << 5
  const a0 = f32x4.add(
    f32x4.mul(v128.load(scratch), v128.load(address(job, GAIN) + at)),
    v128.load(address(job, BIAS) + at),
  )
  const a1 = f32x4.add(
    f32x4.mul(v128.load(scratch, 16), v128.load(address(job, GAIN) + at, 16)),
    v128.load(address(job, BIAS) + at, 16),
  )
  const slot = <usize>(segments > 1 ? thread : 0) * <usize>int(job, ROWS) + <usize>r
  const threshold = address(job, THRESHOLDS) + (slot << 2)
  const least = v128.load32_splat(threshold)
  const mask = i32x4.bitmask(f32x4.gt(a0, least)) | (i32x4.bitmask(f32x4.gt(a1, least)) << 4)
  if (!mask) return
  v128.store(scratch, a0)
  v128.store(scratch, a1, 16)
  const keep = address(job, KEEP)
  useScratch(scratch + GATHERED + (address(job, PADDED) << 2))
  push(
    mask,
    scratch,
    address(job, LIST) + at,
    keep ? keep + <usize>n * address(job, KEEP_STRIDE) : 0,
    address(job, STATES) + slot * address(job, STATE_BYTES),
    threshold,
    int(job, K),
    int(job, CAPACITY),
    margin,
  )
}
