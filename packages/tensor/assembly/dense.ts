import {
  ATOMS,
  BIAS,
  GAIN,
  LISTED,
  PADDED,
  ROWS,
  ROW_BLOCKS,
  SAMPLES,
  SCRATCH,
  SCRATCH_BYTES,
  SEGMENTS,
} from './encode-job'
import { exactTile } from './exact-tile'
import { address, int, share } from './job'

// Further fields of `exactDense`, in place of the states'.
const OUT = 11 // float32, OUT_STRIDE columns
const OUT_STRIDE = 12
const OUT_ROWS = 13
const OUT_COLS = 14

/** Stores gain ⊙ (x·w) + bias of every row and listed atom. */
export function exactDense(job: usize, chunk: i32, thread: i32): void {
  const segments = int(job, SEGMENTS)
  const padded = int(job, PADDED)
  const block = chunk / segments
  const segment = chunk % segments
  const tiles = int(job, ROWS) >> 2
  const firstTile = share(tiles, block, int(job, ROW_BLOCKS))
  const lastTile = share(tiles, block + 1, int(job, ROW_BLOCKS))
  const panels = int(job, LISTED) >> 3
  const lastPanel = share(panels, segment + 1, segments)
  const sums = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const rowBytes = address(job, OUT_STRIDE) << 2
  for (let panel = share(panels, segment, segments); panel < lastPanel; panel++) {
    const w = address(job, ATOMS) + ((<usize>panel * <usize>padded) << 5)
    const at = (<usize>panel) << 5
    const bias0 = v128.load(address(job, BIAS) + at)
    const bias1 = v128.load(address(job, BIAS) + at, 16)
    const gain0 = v128.load(address(job, GAIN) + at)
    const gain1 = v128.load(address(job, GAIN) + at, 16)
    const cols = min(8, int(job, OUT_COLS) - (panel << 3))
    for (let tile = firstTile; tile < lastTile; tile++) {
      exactTile(address(job, SAMPLES) + ((<usize>tile * <usize>padded) << 4), w, padded, sums)
      const rows = min(4, int(job, OUT_ROWS) - (tile << 2))
      let out = address(job, OUT) + ((<usize>tile) << 2) * rowBytes + at
      for (let r: usize = 0; r < <usize>rows; r++, out += rowBytes) {
        const a0 = f32x4.add(f32x4.mul(v128.load(sums + (r << 5)), gain0), bias0)
        const a1 = f32x4.add(f32x4.mul(v128.load(sums + (r << 5), 16), gain1), bias1)
        if (cols == 8) {
          v128.store(out, a0)
          v128.store(out, a1, 16)
        } else {
          v128.store(sums, a0)
          v128.store(sums, a1, 16)
          memory.copy(out, sums, (<usize>cols) << 2)
        }
      }
    }
  }
}
