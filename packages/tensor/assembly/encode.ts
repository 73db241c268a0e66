import {
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
  ROW_BLOCKS,
  SAMPLES,
  SAMPLE_UNITS,
  SCRATCH,
  SCRATCH_BYTES,
  SEGMENTS,
  STATES,
  STATE_BYTES,
  THRESHOLDS,
} from './encode-job'
import { exactTile } from './exact-tile'
import { address, int, share } from './job'
import { screenTile } from './screen-tile'
import { push, reset, useScratch } from './state'

// Encode fused with top-k: tiles of 4 samples meet panels of 8 atoms, and only pre-activations above the
// row's running threshold ever leave the registers.

/** Starts every state; a chunk is one lane. */
export function resetStates(job: usize, lane: i32, thread: i32): void {
  const rows = <usize>int(job, ROWS)
  const thresholds = address(job, THRESHOLDS) + (<usize>lane * rows << 2)
  const margins = address(job, MARGINS)
  const bytes = address(job, STATE_BYTES)
  let state = address(job, STATES) + <usize>lane * rows * bytes
  for (let n: usize = 0; n < rows; n++, state += bytes) {
    reset(state)
    // A pre-activation may be positive where its screen is half a margin below zero.
    const margin: f32 = margins ? load<f32>(margins + (n << 2)) : 0
    store<f32>(thresholds + (n << 2), -0.5 * margin)
  }
}

export function screenTopK(job: usize, chunk: i32, thread: i32): void {
  encodeTiles(job, chunk, thread, true)
}

export function exactTopK(job: usize, chunk: i32, thread: i32): void {
  encodeTiles(job, chunk, thread, false)
}

@inline function encodeTiles(job: usize, chunk: i32, thread: i32, screen: bool): void {
  const rows = int(job, ROWS)
  const segments = int(job, SEGMENTS)
  const padded = int(job, PADDED)
  const block = chunk / segments
  const segment = chunk % segments
  const firstTile = share(rows >> 2, block, int(job, ROW_BLOCKS))
  const lastTile = share(rows >> 2, block + 1, int(job, ROW_BLOCKS))
  const panels = int(job, LISTED) >> 3
  const lastPanel = share(panels, segment + 1, segments)
  const tileBytes = <usize>padded << (screen ? 3 : 4)
  const panelBytes = <usize>padded << (screen ? 4 : 5)
  const sums = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  useScratch(sums + GATHERED + (<usize>padded << 2))
  // With several segments each thread fills its own lane of states.
  const lane = <usize>(segments > 1 ? thread : 0) * <usize>rows
  const stateBytes = address(job, STATE_BYTES)
  const states = address(job, STATES) + lane * stateBytes
  const thresholds = address(job, THRESHOLDS) + (lane << 2)
  const keep = address(job, KEEP)
  const keepStride = address(job, KEEP_STRIDE)
  for (let panel = share(panels, segment, segments); panel < lastPanel; panel++) {
    const w = address(job, ATOMS) + <usize>panel * panelBytes
    const at = <usize>panel << 5
    const bias0 = v128.load(address(job, BIAS) + at)
    const bias1 = v128.load(address(job, BIAS) + at, 16)
    let gain0 = v128.load(address(job, GAIN) + at)
    let gain1 = v128.load(address(job, GAIN) + at, 16)
    if (screen) {
      gain0 = f32x4.mul(gain0, v128.load(address(job, ATOM_UNITS) + at))
      gain1 = f32x4.mul(gain1, v128.load(address(job, ATOM_UNITS) + at, 16))
    }
    for (let tile = firstTile; tile < lastTile; tile++) {
      const x = address(job, SAMPLES) + <usize>tile * tileBytes
      if (screen) screenTile(x, w, padded >> 1, sums)
      else exactTile(x, w, padded, sums)
      for (let r: usize = 0; r < 4; r++) {
        const n = (<usize>tile << 2) + r
        let a0 = v128.load(sums + (r << 5))
        let a1 = v128.load(sums + (r << 5), 16)
        if (screen) {
          const unit = v128.load32_splat(address(job, SAMPLE_UNITS) + (n << 2))
          a0 = f32x4.mul(f32x4.convert_i32x4_s(a0), unit)
          a1 = f32x4.mul(f32x4.convert_i32x4_s(a1), unit)
        }
        a0 = f32x4.add(f32x4.mul(a0, gain0), bias0)
        a1 = f32x4.add(f32x4.mul(a1, gain1), bias1)
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
          keep ? keep + n * keepStride : 0,
          states + n * stateBytes,
          threshold,
          int(job, K),
          int(job, CAPACITY),
          screen ? load<f32>(address(job, MARGINS) + (n << 2)) : 0,
        )
      }
    }
  }
}
