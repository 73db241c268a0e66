import { MaskingError } from './errors.ts'
import { checkShare } from './rate.ts'

export interface Schedule {
  /** Rate until `start`, in [0, 1). */
  readonly from: number
  /** Rate from `end` on, in [0, 1). */
  readonly to: number
  /** Progress through training, 0…1, at which the rate starts to change and has arrived. */
  readonly start?: number
  readonly end?: number
}

/**
 * A rate that moves in a straight line: from + (to − from)·t, t = (progress − start)/(end − start).
 * @throws MaskingError unless from and to are in [0, 1) and 0 ≤ start ≤ end ≤ 1
 */
export function linear(schedule: Schedule): (progress: number) => number {
  return ramp(schedule, (t) => t)
}

/**
 * A rate that starts and arrives softly: from + (to − from)·(1 − cos πt)/2, t as in `linear`.
 * @throws MaskingError unless from and to are in [0, 1) and 0 ≤ start ≤ end ≤ 1
 */
export function cosine(schedule: Schedule): (progress: number) => number {
  return ramp(schedule, (t) => (1 - Math.cos(Math.PI * t)) / 2)
}

function ramp(
  { from, to, start = 0, end = 1 }: Schedule,
  shape: (t: number) => number,
): (progress: number) => number {
  checkShare('from', from)
  checkShare('to', to)
  if (!(start >= 0 && start <= end && end <= 1)) {
    throw new MaskingError(`start ${start} and end ${end} must satisfy 0 ≤ start ≤ end ≤ 1`)
  }
  return (progress) => {
    if (progress <= start) return from
    if (progress >= end) return to
    return from + (to - from) * shape((progress - start) / (end - start))
  }
}
