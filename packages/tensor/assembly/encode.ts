import {
  CAPACITY,
  FLOATS,
  GATHERED,
  K,
  LANES,
  MARGINS,
  PADDED,
  RANK,
  ROWS,
  ROW_BLOCKS,
  SCRATCH,
  SCRATCH_BYTES,
  SLACKS,
  STATES,
  STATE_BYTES,
  THRESHOLDS,
  WORDS,
} from './encode-job'
import { encodeTiles } from './encode-tiles'
import { address, int, share } from './job'
import { countOf, kthLargest, reset, valuesOf } from './state'

/** Starts every state. Chunks are blocks of rows. */
export function resetStates(job: usize, chunk: i32, thread: i32): void {
  const rows = <usize>int(job, ROWS)
  const lanes = int(job, LANES)
  const margins = address(job, MARGINS)
  const bytes = address(job, STATE_BYTES)
  const blocks = int(job, ROW_BLOCKS)
  const last = <usize>share(<i32>rows, chunk + 1, blocks)
  for (let n = <usize>share(<i32>rows, chunk, blocks); n < last; n++) {
    // A pre-activation may be positive where its screen is half a margin below zero.
    const margin: f32 = margins ? load<f32>(margins + (n << 2)) : 0
    for (let lane = 0; lane < lanes; lane++) {
      const at = <usize>lane * rows + n
      reset(address(job, STATES) + at * bytes, int(job, K), int(job, CAPACITY), -Infinity)
      store<f32>(address(job, THRESHOLDS) + (at << 2), -0.5 * margin)
    }
  }
}

/**
 * Starts every state from what a sample of the atoms left there: with a guess of the threshold that the
 * row will end with, its RANKth largest value in the sample. Chunks are blocks of rows.
 */
export function guessStates(job: usize, chunk: i32, thread: i32): void {
  const rows = <usize>int(job, ROWS)
  const lanes = int(job, LANES)
  const rank = int(job, RANK)
  const bytes = address(job, STATE_BYTES)
  const scratch =
    address(job, SCRATCH) +
    <usize>thread * address(job, SCRATCH_BYTES) +
    GATHERED +
    (address(job, PADDED) << 2)
  const blocks = int(job, ROW_BLOCKS)
  const last = <usize>share(<i32>rows, chunk + 1, blocks)
  for (let n = <usize>share(<i32>rows, chunk, blocks); n < last; n++) {
    let count = 0
    for (let lane = 0; lane < lanes; lane++) {
      const state = address(job, STATES) + (<usize>lane * rows + n) * bytes
      memory.copy(scratch + (<usize>count << 2), valuesOf(state), <usize>countOf(state) << 2)
      count += countOf(state)
    }
    let guess: f32 = -Infinity
    if (count >= rank) {
      guess = kthLargest(scratch, count, rank) - load<f32>(address(job, SLACKS) + (n << 2))
    }
    const least: f32 = -0.5 * load<f32>(address(job, MARGINS) + (n << 2))
    if (!(guess > least)) guess = -Infinity
    for (let lane = 0; lane < lanes; lane++) {
      const at = <usize>lane * rows + n
      reset(address(job, STATES) + at * bytes, int(job, K), int(job, CAPACITY), guess)
      store<f32>(address(job, THRESHOLDS) + (at << 2), max(guess, least))
    }
  }
}

export function screenTopK(job: usize, chunk: i32, thread: i32): void {
  encodeTiles(job, chunk, thread, WORDS)
}

export function exactTopK(job: usize, chunk: i32, thread: i32): void {
  encodeTiles(job, chunk, thread, FLOATS)
}
