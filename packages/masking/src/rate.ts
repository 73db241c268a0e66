import { MaskingError } from './errors.ts'
import type { MaskBatch } from './batch.ts'

/** Share of the entries to hide, in [0, 1): fixed, or a function of progress through training. */
export type Rate = number | ((progress: number) => number)

/** @throws MaskingError unless the rate is in [0, 1); a function is asked for both ends of training */
export function checkRate(rate: Rate): void {
  if (typeof rate === 'function') {
    checkShare('rate(0)', rate(0))
    checkShare('rate(1)', rate(1))
  } else checkShare('rate', rate)
}

/** @throws MaskingError unless value is in [0, 1) */
export function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new MaskingError(`${name} is ${value}; it must be in [0, 1): 0.3 hides 30 %`)
  }
}

/** The rate a batch calls for as a threshold for the upper 31 bits of a word. */
export function thresholdOf(rate: Rate, { progress = 1 }: MaskBatch): number {
  if (typeof rate === 'function') {
    const now = rate(progress)
    checkShare(`rate(${progress})`, now)
    return threshold(now)
  }
  return threshold(rate)
}

function threshold(rate: number): number {
  // A rate a hair below 1 must not round up into the sign bit.
  return Math.min(0x7fffffff, Math.round(rate * 0x80000000))
}
