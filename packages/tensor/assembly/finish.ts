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
  OUT_COMPUTED,
  OUT_LATENTS,
  OUT_ROWS,
  OUT_VALUES,
  PADDED,
  ROWS,
  ROW_BLOCKS,
  SCRATCH,
  SCRATCH_BYTES,
  SLACKS,
  SPAN_COUNT,
  STATES,
  STATE_BYTES,
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
import {
  countOf,
  guessOf,
  kthLargest,
  latentsOf,
  overflowed,
  setCount,
  shrink,
  useScratch,
  valuesOf,
} from './state'

/** Count of a row that its screen could not decide. */
const UNDECIDED: u32 = 0xffffffff

/** Computes the screened candidates exactly and writes each row's k largest. */
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
      const margin = load<f32>(address(job, MARGINS) + (<usize>r << 2))
      const slack = load<f32>(address(job, SLACKS) + (<usize>r << 2))
      const guess = guessOf(address(job, STATES) + <usize>r * address(job, STATE_BYTES))
      const computed = settle(job, n, state, capacity, margin, slack, guess, thread)
      if (computed < 0) {
        store<u32>(counts, UNDECIDED)
        continue
      }
      store<u32>(address(job, OUT_COMPUTED) + (<usize>n << 2), computed)
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
  setCount(merged, 0)
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

/**
 * Replaces screened values by exact ones and drops what cannot be among the k largest. The k best by
 * their screens are computed first: what lies `slack` below the least of them is out. Returns the number
 * computed, −1 where the guess may have kept out what belongs to the result.
 */
function settle(
  job: usize,
  n: i32,
  state: usize,
  capacity: i32,
  margin: f32,
  slack: f32,
  guess: f32,
  thread: i32,
): i32 {
  const k = int(job, K)
  const bound = shrink(state, k, capacity, margin)
  const count = countOf(state)
  if (count < k && guess > -Infinity) return -1
  if (count == 0) return 0
  const scratch = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const row = address(job, X) + <usize>n * (address(job, X_STRIDE) << 2)
  gather(row, address(job, X_SPANS), int(job, SPAN_COUNT), scratch + GATHERED)
  const values = valuesOf(state)
  const latents = latentsOf(state, capacity)
  // Places in the state that are computed, in front of their exact values.
  const places = latents + (<usize>capacity << 2)
  const exact = places + (<usize>capacity << 2)
  let first: i32 = 0
  for (let i = 0; i < count; i++) {
    if (load<f32>(values + (<usize>i << 2)) < bound) continue
    store<i32>(places + (<usize>first << 2), i)
    first++
  }
  compute(job, scratch, latents, places, exact, 0, first)
  let computed = first
  if (first >= k && (first < count || guess > -Infinity)) {
    const sorting = scratch + GATHERED + (address(job, PADDED) << 2)
    memory.copy(sorting, exact, <usize>first << 2)
    const least = kthLargest(sorting, first, k) - slack
    if (least < guess) return -1
    for (let i = 0; i < count; i++) {
      const value = load<f32>(values + (<usize>i << 2))
      if (value >= bound || value < least) continue
      store<i32>(places + (<usize>computed << 2), i)
      computed++
    }
    compute(job, scratch, latents, places, exact, first, computed)
  }
  // Dropped, unless computed below: a value that is not positive never counts.
  memory.fill(values, 0, <usize>count << 2)
  for (let i = 0; i < computed; i++) {
    const place = <usize>load<i32>(places + (<usize>i << 2)) << 2
    store<f32>(values + place, load<f32>(exact + (<usize>i << 2)))
  }
  return computed
}

/** Exact pre-activations of the places from … to. */
function compute(
  job: usize,
  scratch: usize,
  latents: usize,
  places: usize,
  exact: usize,
  from: i32,
  to: i32,
): void {
  const rowBytes = address(job, W_STRIDE) << 2
  const bias = address(job, ALL_BIAS)
  const gain = address(job, ALL_GAIN)
  for (let first = from; first < to; first += 8) {
    for (let i = 0; i < 8; i++) {
      const place = <usize>load<i32>(places + (<usize>min(first + i, to - 1) << 2))
      const latent = <usize>load<u32>(latents + (place << 2))
      store<usize>(scratch + ADDRESSES + (<usize>i << 2), address(job, W) + latent * rowBytes)
    }
    exactEight(scratch + GATHERED, scratch + ADDRESSES, address(job, W_SPANS), int(job, SPAN_COUNT), scratch)
    const here = min(8, to - first)
    for (let i = 0; i < here; i++) {
      const at = <usize>(first + i) << 2
      const latent = <usize>load<u32>(latents + (<usize>load<i32>(places + at) << 2)) << 2
      const sum = load<f32>(scratch + (<usize>i << 2))
      const scaled = gain ? sum * load<f32>(gain + latent) : sum
      store<f32>(exact + at, scaled + load<f32>(bias + latent))
    }
  }
}
