import { byteTile } from './byte-tile'
import { exactTile } from './exact-tile'
import { screenTile } from './screen-tile'

// The inner products alone, on whatever the memory holds: small enough to be optimized within
// milliseconds, so that what they do tells what the kernels will do. `rounds` tiles of 4 samples and 8
// atoms on COLUMNS columns.

const COLUMNS: i32 = 256
const X: usize = 8192
const W: usize = 16384
const SUMS: usize = 4096

export function floats(rounds: i32): void {
  for (let i = 0; i < rounds; i++) exactTile(X, W, COLUMNS, SUMS)
}

export function words(rounds: i32): void {
  for (let i = 0; i < rounds; i++) screenTile(X, W, COLUMNS >> 1, SUMS)
}

export function bytes(rounds: i32): void {
  if (ASC_FEATURE_RELAXED_SIMD) {
    for (let i = 0; i < rounds; i++) byteTile(X, W, COLUMNS >> 2, SUMS, SUMS)
  }
}
