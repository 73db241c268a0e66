import { mix, PHI, word } from './hash.ts'

/**
 * Writes the entries start … end, each hidden where its word of the key, counted from `start`, falls
 * below the threshold. Returns how many stay visible.
 */
export function fillBernoulli(
  visible: Uint8Array,
  start: number,
  end: number,
  key: number,
  threshold: number,
): number {
  let state = key
  let kept = 0
  for (let j = start; j < end; j++) {
    const bit = 1 + (((mix(state) >>> 1) - threshold) >> 31)
    visible[j] = bit
    kept += bit
    state = (state + PHI) | 0
  }
  return kept
}

/** 1, or 0 where word j of the key falls below the threshold; by sign, as a branch would stall. */
export function visibleBit(key: number, j: number, threshold: number): number {
  return 1 + (((word(key, j) >>> 1) - threshold) >> 31)
}
