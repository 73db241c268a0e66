import {
  ADDRESSES,
  ALL_BIAS,
  ALL_GAIN,
  CAPACITY,
  GATHERED,
  K,
  LANES,
  MARGINS,
  OUT_COUNTS,
  OUT_LATENTS,
  OUT_ROWS,
  OUT_VALUES,
  PADDED,
  ROWS,
  ROW_BLOCKS,
  SCRATCH,
  SCRATCH_BYTES,
  SPAN_COUNT,
  STATES,
  STATE_BYTES,
  W,
  W_SPANS,
  W_STRIDE,
  X,
  X_SPANS,
  X_STRIDE,
} from './encode-job'
import { rowOf } from './encode-rows'
import { exactEight } from './exact-rows'
import { address, int, share } from './job'
import { gather } from './pack'
import {
  countOf,
  latentsOf,
  overflowed,
  reset,
  setCount,
  shrink,
  useScratch,
  valuesOf,
} from './state'

/** Count of a row that its screen could not decide. */
const UNDECIDED: u32 = 0xffffffff

/** Rescores the screened candidates exactly and writes each row's k largest. */
export function finishScreen(job: usize, chunk: i32, thread: i32): void {
  finish(job, chunk, thread, true)
}

/** Writes each row's k largest. */
export function finishExact(job: usize, chunk: i32, thread: i32): void {
  finish(job, chunk, thread, false)
}

@inline function finish(job: usize, chunk: i32, thread: i32, screen: bool): void {
  const rows = int(job, OUT_ROWS)
  const k = int(job, K)
  const last = share(rows, chunk + 1, int(job, ROW_BLOCKS))
  for (let r = share(rows, chunk, int(job, ROW_BLOCKS)); r < last; r++) {
    const n = rowOf(job, r)
    const state = merge(job, r, thread)
    const counts = address(job, OUT_COUNTS) + (<usize>n << 2)
    if (!state) {
      store<u32>(counts, UNDECIDED)
      continue
    }
    const capacity = int(job, CAPACITY) * int(job, LANES)
    if (screen) {
      shrink(state, k, capacity, load<f32>(address(job, MARGINS) + (<usize>r << 2)))
      rescore(job, n, state, capacity, thread)
    }
    shrink(state, k, capacity, 0)
    const values = valuesOf(state)
    const latents = latentsOf(state, capacity)
    const slot = <usize>n * <usize>k
    let stored: usize = 0
    for (let i: usize = 0; i < <usize>countOf(state) << 2; i += 4) {
      const value = load<f32>(values + i)
      // Screened candidates may turn out not to be positive.
      if (!(value > 0)) continue
      store<f32>(address(job, OUT_VALUES) + ((slot + stored) << 2), value)
      store<u32>(address(job, OUT_LATENTS) + ((slot + stored) << 2), load<u32>(latents + i))
      stored++
    }
    store<u32>(counts, <u32>stored)
  }
}

/** The candidates of all lanes of row r, ascending, as one state in scratch; 0 if any overflowed. */
function merge(job: usize, r: i32, thread: i32): usize {
  const lanes = int(job, LANES)
  const capacity = int(job, CAPACITY)
  const bytes = address(job, STATE_BYTES)
  const rows = <usize>int(job, ROWS)
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const sorting = scratch + GATHERED + (address(job, PADDED) << 2)
  useScratch(sorting)
  const first = address(job, STATES) + <usize>r * bytes
  for (let lane = 0; lane < lanes; lane++) {
    if (overflowed(first + <usize>lane * rows * bytes)) return 0
  }
  const merged = sorting + (<usize>(capacity * lanes) << 2)
  reset(merged)
  const values = valuesOf(merged)
  const latents = latentsOf(merged, capacity * lanes)
  let count: usize = 0
  // Lanes are few: the least head wins. The head of each stands in the scratch of the sums.
  memory.fill(scratch, 0, ADDRESSES)
  for (;;) {
    let best = -1
    let least: u32 = 0
    for (let lane = 0; lane < lanes; lane++) {
      const state = first + <usize>lane * rows * bytes
      const head = load<i32>(scratch + (<usize>lane << 2))
      if (head >= countOf(state)) continue
      const latent = load<u32>(latentsOf(state, capacity) + (<usize>head << 2))
      if (best < 0 || latent < least) {
        best = lane
        least = latent
      }
    }
    if (best < 0) break
    const state = first + <usize>best * rows * bytes
    const head = load<i32>(scratch + (<usize>best << 2))
    store<u32>(latents + (count << 2), least)
    store<f32>(values + (count << 2), load<f32>(valuesOf(state) + (<usize>head << 2)))
    store<i32>(scratch + (<usize>best << 2), head + 1)
    count++
  }
  setCount(merged, <i32>count)
  return merged
}

/** Replaces screened values by exact ones. */
function rescore(job: usize, n: i32, state: usize, capacity: i32, thread: i32): void {
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const x = scratch + GATHERED
  const spanCount = int(job, SPAN_COUNT)
  const row = address(job, X) + <usize>n * (address(job, X_STRIDE) << 2)
  gather(row, address(job, X_SPANS), spanCount, x)
  const values = valuesOf(state)
  const latents = latentsOf(state, capacity)
  const rowBytes = address(job, W_STRIDE) << 2
  const bias = address(job, ALL_BIAS)
  const gain = address(job, ALL_GAIN)
  const count = countOf(state)
  for (let first = 0; first < count; first += 8) {
    for (let i = 0; i < 8; i++) {
      const latent = load<u32>(latents + (<usize>min(first + i, count - 1) << 2))
      store<usize>(scratch + ADDRESSES + (<usize>i << 2), address(job, W) + <usize>latent * rowBytes)
    }
    exactEight(x, scratch + ADDRESSES, address(job, W_SPANS), spanCount, scratch)
    const here = min(8, count - first)
    for (let i = 0; i < here; i++) {
      const latent = <usize>load<u32>(latents + (<usize>(first + i) << 2)) << 2
      const sum = load<f32>(scratch + (<usize>i << 2))
      const scaled = gain ? sum * load<f32>(gain + latent) : sum
      store<f32>(values + (<usize>(first + i) << 2), scaled + load<f32>(bias + latent))
    }
  }
}
