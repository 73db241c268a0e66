import type { Dice } from '../dice.ts'

/** Samples per second of every sound. */
export const SAMPLE_RATE = 16_000
/** Length of every sound, in seconds. */
export const SECONDS = 3

/** How one thing sounds this time. */
export interface Voice {
  readonly dice: Dice
  /** Factor on its frequencies; 1 is its usual pitch. */
  readonly pitch: number
  /** Factor on its tempo; 1 is its usual pace. */
  readonly pace: number
}
