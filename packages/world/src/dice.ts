import { createRandom } from '@cmgsae/tensor'

/** A seeded stream of choices. */
export interface Dice {
  /** Uniform in [0, 1). */
  uniform(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  pick<T>(options: readonly T[]): T
  /** Standard normal. */
  normal(): number
}

/**
 * The choices of one purpose: each list of numbers has a stream of its own, so what one part of a
 * sample draws never moves what another draws.
 */
export function createDice(...keys: readonly number[]): Dice {
  const { uniform, normal, integer } = createRandom(hash(keys))
  return {
    uniform,
    normal,
    between: (low, high) => low + (high - low) * uniform(),
    whole: (low, high) => low + integer(high - low + 1),
    chance: (probability) => uniform() < probability,
    pick: (options) => options[integer(options.length)]!,
  }
}

/** 32 bits of the keys; the mixing steps are those of MurmurHash3's finaliser. */
function hash(keys: readonly number[]): number {
  let h = 0x3c6ef372
  for (const key of keys) {
    h = (h ^ key) >>> 0
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    h = ((h ^ (h >>> 16)) + 0x9e3779b9) | 0
  }
  return h >>> 0
}
