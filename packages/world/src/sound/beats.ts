import type { Dice } from '../dice.ts'
import { SECONDS } from './voice.ts'

export interface BeatOptions {
  /** Seconds between beats. */
  readonly every: number
  /** How far a beat may stray, as a share of `every`; default 0. */
  readonly stray?: number
  readonly from?: number
  readonly until?: number
  readonly dice: Dice
}

/** Times of a rhythm, in seconds. */
export function beats({
  every,
  stray = 0,
  from = 0,
  until = SECONDS,
  dice,
}: BeatOptions): number[] {
  const times: number[] = []
  for (let t = from; t < until; t += every) {
    times.push(Math.max(0, t + stray * every * dice.between(-1, 1)))
  }
  return times
}

/** Times without a rhythm, `rate` a second on average. */
export function scattered(rate: number, dice: Dice, until = SECONDS): number[] {
  const times: number[] = []
  for (let t = 0; t < until;) {
    t -= Math.log(1 - dice.uniform()) / rate
    if (t < until) times.push(t)
  }
  return times
}
