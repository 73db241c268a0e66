import { address } from './job'

// Fields of the encode kernels' common job.

/** Packed tiles of samples; of int8 screening: gathered int16 rows. */
export const SAMPLES = 0
/** Rows; of tiles: a multiple of 4. */
export const ROWS = 1
/** Packed panels of atoms; of int8 screening: their int8 rows. */
export const ATOMS = 2
/** Atoms that take part, padded to a multiple of 8. */
export const LISTED = 3
/** Columns after padding. */
export const PADDED = 4
/** Latents of the atoms; the padding repeats one of them. */
export const LIST = 5
/** Of the listed atoms; −∞ in the padding. */
export const BIAS = 6
export const GAIN = 7
/** Screens: what one integer step is worth in each row, and in each listed atom. */
export const SAMPLE_UNITS = 8
export const ATOM_UNITS = 9
/** Screens: twice the error bound of each row. */
export const MARGINS = 10
/** Running thresholds and states: a lane of ROWS for each of LANES. */
export const THRESHOLDS = 11
export const STATES = 12
export const STATE_BYTES = 13
export const K = 14
export const CAPACITY = 15
/** 0, or rows×KEEP_STRIDE bytes. */
export const KEEP = 16
export const KEEP_STRIDE = 17
/** Chunks are blocks of rows × segments of the list. */
export const ROW_BLOCKS = 18
export const SEGMENTS = 19
/** Of each thread; its layout is below. */
export const SCRATCH = 20
export const SCRATCH_BYTES = 21
export const X = 22
export const X_STRIDE = 23
export const W = 24
export const W_STRIDE = 25
/** Pairs of uint32: column and width. */
export const X_SPANS = 26
export const W_SPANS = 27
export const SPAN_COUNT = 28
/** By latent; ALL_GAIN 0: ones. */
export const ALL_BIAS = 29
export const ALL_GAIN = 30
export const LANES = 31
/** Slots of K entries a row. */
export const OUT_COUNTS = 32
export const OUT_LATENTS = 33
export const OUT_VALUES = 34
/** 0, or the rows to treat instead of 0 … ROWS−1. */
export const ROW_LIST = 35
/** Rows that are written; ROWS may hold padding. */
export const OUT_ROWS = 36
/** Of int8 panels: what the sums of each listed atom start from. */
export const ATOM_STARTS = 37
/** Of int8 panels: how far rounding of an atom can move its product with a sample of norm 1. */
export const ATOM_RADII = 38
/** Norms of the rounded samples. */
export const SAMPLE_NORMS = 39
/** Screens: how far a row's exact values can lie above what was pushed for them. */
export const SLACKS = 40
/** Screens: receives how many candidates of each row were computed exactly. */
export const OUT_COMPUTED = 41
/** Of int8 panels: every how manieth is met. */
export const STRIDE = 42
/** A sample of the atoms has so many values above the threshold that is guessed from it. */
export const RANK = 43

/** What tiles hold. */
export const FLOATS: i32 = 0
export const WORDS: i32 = 1
export const BYTES: i32 = 2

/** In a thread's scratch: up to 4×8 sums, 8 addresses, then one gathered row. */
export const ADDRESSES: usize = 128
export const GATHERED: usize = 192

/** The row of the batch that number r of the job stands for. */
@inline export function rowOf(job: usize, r: i32): i32 {
  const list = address(job, ROW_LIST)
  return list ? load<i32>(list + (<usize>r << 2)) : r
}
