import {
  ATOMS,
  ATOM_RADII,
  ATOM_STARTS,
  ATOM_UNITS,
  BIAS,
  BYTES,
  CAPACITY,
  FLOATS,
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
  ROW_BLOCKS,
  SAMPLES,
  SAMPLE_NORMS,
  SAMPLE_UNITS,
  SCRATCH,
  SCRATCH_BYTES,
  SEGMENTS,
  STATES,
  STATE_BYTES,
  STRIDE,
  THRESHOLDS,
  WORDS,
  rowOf,
} from './encode-job'
import { byteTile } from './byte-tile'
import { exactTile } from './exact-tile'
import { address, int, share } from './job'
import { screenTile } from './screen-tile'
import { push, useScratch } from './state'

// Encode fused with top-k: tiles of 4 samples meet panels of 8 atoms, and only pre-activations above the
// row's running threshold ever leave the registers.

@inline export function encodeTiles(job: usize, chunk: i32, thread: i32, kind: i32): void {
  const rows = int(job, ROWS)
  const segments = int(job, SEGMENTS)
  const padded = int(job, PADDED)
  const block = chunk / segments
  const segment = chunk % segments
  const firstTile = share(rows >> 2, block, int(job, ROW_BLOCKS))
  const lastTile = share(rows >> 2, block + 1, int(job, ROW_BLOCKS))
  const panels = int(job, LISTED) >> 3
  const lastPanel = share(panels, segment + 1, segments)
  const tileBytes = <usize>padded << (4 - kind)
  const panelBytes = tileBytes << 1
  const sums = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  useScratch(sums + GATHERED + (<usize>padded << 2))
  // With several segments each thread fills its own lane of states.
  const lane = <usize>(segments > 1 ? thread : 0) * <usize>rows
  const stateBytes = address(job, STATE_BYTES)
  const states = address(job, STATES) + lane * stateBytes
  const thresholds = address(job, THRESHOLDS) + (lane << 2)
  const keep = address(job, KEEP)
  const keepStride = address(job, KEEP_STRIDE)
  // Every STRIDEth panel of the whole list, however it is cut into segments.
  const stride = kind == BYTES ? int(job, STRIDE) : 1
  const firstPanel = stride * ((share(panels, segment, segments) + stride - 1) / stride)
  for (let panel = firstPanel; panel < lastPanel; panel += stride) {
    const w = address(job, ATOMS) + <usize>panel * panelBytes
    const at = <usize>panel << 5
    const bias0 = v128.load(address(job, BIAS) + at)
    const bias1 = v128.load(address(job, BIAS) + at, 16)
    let gain0 = v128.load(address(job, GAIN) + at)
    let gain1 = v128.load(address(job, GAIN) + at, 16)
    if (kind != FLOATS) {
      gain0 = f32x4.mul(gain0, v128.load(address(job, ATOM_UNITS) + at))
      gain1 = f32x4.mul(gain1, v128.load(address(job, ATOM_UNITS) + at, 16))
    }
    let radius0 = gain0
    let radius1 = gain1
    if (kind == BYTES) {
      radius0 = v128.load(address(job, ATOM_RADII) + at)
      radius1 = v128.load(address(job, ATOM_RADII) + at, 16)
    }
    for (let tile = firstTile; tile < lastTile; tile++) {
      const x = address(job, SAMPLES) + <usize>tile * tileBytes
      if (ASC_FEATURE_RELAXED_SIMD && kind == BYTES) {
        byteTile(x, w, padded >> 2, address(job, ATOM_STARTS) + at, sums)
      } else if (kind == WORDS) screenTile(x, w, padded >> 1, sums)
      else exactTile(x, w, padded, sums)
      for (let r: usize = 0; r < 4; r++) {
        const n = (<usize>tile << 2) + r
        let a0 = v128.load(sums + (r << 5))
        let a1 = v128.load(sums + (r << 5), 16)
        if (kind != FLOATS) {
          const unit = v128.load32_splat(address(job, SAMPLE_UNITS) + (n << 2))
          a0 = f32x4.mul(f32x4.convert_i32x4_s(a0), unit)
          a1 = f32x4.mul(f32x4.convert_i32x4_s(a1), unit)
        }
        a0 = f32x4.add(f32x4.mul(a0, gain0), bias0)
        a1 = f32x4.add(f32x4.mul(a1, gain1), bias1)
        if (kind == BYTES) {
          // Atoms differ in what rounding took from them: what is pushed are upper bounds.
          const norm = v128.load32_splat(address(job, SAMPLE_NORMS) + (n << 2))
          a0 = f32x4.add(a0, f32x4.mul(norm, radius0))
          a1 = f32x4.add(a1, f32x4.mul(norm, radius1))
        }
        const threshold = thresholds + (n << 2)
        const least = v128.load32_splat(threshold)
        const mask =
          i32x4.bitmask(f32x4.gt(a0, least)) | (i32x4.bitmask(f32x4.gt(a1, least)) << 4)
        if (!mask) continue
        v128.store(sums + (r << 5), a0)
        v128.store(sums + (r << 5), a1, 16)
        push(
          mask,
          sums + (r << 5),
          address(job, LIST) + at,
          keep ? keep + <usize>rowOf(job, <i32>n) * keepStride : 0,
          states + n * stateBytes,
          threshold,
          int(job, K),
          int(job, CAPACITY),
          kind != FLOATS ? load<f32>(address(job, MARGINS) + (n << 2)) : 0,
        )
      }
    }
  }
}
