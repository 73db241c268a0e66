import { ProbeError } from './errors.ts'
import { meanSd, type MeanSd } from './mean-sd.ts'

export interface PairedDifference extends MeanSd {
  /** Ends of the confidence interval of the mean difference. */
  readonly low: number
  readonly high: number
}

/**
 * Mean of a_i − b_i over runs that share their seed (or split), with the interval
 * mean ± t_{n−1} · sd/√n.
 * @throws ProbeError for unequal counts or fewer than two pairs
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { confidence = 0.95 } = {},
): PairedDifference {
  if (a.length !== b.length || a.length < 2) {
    throw new ProbeError(
      `a paired difference needs two or more pairs, got ${a.length} and ${b.length} values`,
    )
  }
  const difference = meanSd(Float64Array.from(a, (value, i) => value - b[i]!))
  const { mean, sd, n } = difference
  const margin = (studentQuantile(confidence, n - 1) * sd) / Math.sqrt(n)
  return { ...difference, low: mean - margin, high: mean + margin }
}

/** t with P(|T| ≤ t) = confidence for Student's t with `freedom` degrees of freedom. */
export function studentQuantile(confidence: number, freedom: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new ProbeError(`confidence ${confidence} must lie between 0 and 1, such as 0.95`)
  }
  let low = 0
  let high = 1
  while (studentWithin(high, freedom) < confidence) high *= 2
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (studentWithin(middle, freedom) < confidence) low = middle
    else high = middle
  }
  return high
}

/** P(|T| ≤ t): the finite trigonometric sums of Abramowitz and Stegun 26.7.3 and 26.7.4. */
function studentWithin(t: number, freedom: number): number {
  const theta = Math.atan(t / Math.sqrt(freedom))
  const cos2 = Math.cos(theta) ** 2
  const odd = freedom % 2
  let term = odd ? Math.cos(theta) : 1
  let sum = freedom === 1 ? 0 : term
  for (let k = 2 + odd; k < freedom; k += 2) {
    term *= (cos2 * (k - 1)) / k
    sum += term
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum
}
