import {
  ADDRESSES,
  ATOMS,
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
  ROW_LIST,
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
} from './encode-job'
import { exactEight } from './exact-rows'
import { address, int, share } from './job'
import { gather } from './pack'
import { screenFour } from './screen-rows'
import { push, useScratch } from './state'

// Encode of single rows, bound by the reading of the atoms: a chunk is one row and one segment of them.

/** The row of the batch that number r of the job stands for. */
@inline export function rowOf(job: usize, r: i32): i32 {
  const list = address(job, ROW_LIST)
  return list ? load<i32>(list + (<usize>r << 2)) : r
}

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
    screenFour(x, atoms, padded, scratch)
    screenFour(x, atoms + (padded << 2), padded, scratch + 16)
    for (let half: usize = 0; half < 32; half += 16) {
      const units = v128.load(address(job, ATOM_UNITS) + (<usize>group << 5) + half)
      const sum = f32x4.mul(f32x4.convert_i32x4_s(v128.load(scratch + half)), unit)
      v128.store(scratch + half, f32x4.mul(sum, units))
    }
    offer(job, n, n, group, segment, thread, margin)
  }
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
