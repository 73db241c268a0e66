/** Steps at the start over which the rate rises, so that Adam's moments settle first. */
const WARMUP = 50

/** The learning rate of a step: a line up to `peak`, then half a cosine down to 0. */
export function rateAt(step: number, total: number, peak: number): number {
  const warm = Math.min(1, (step + 1) / WARMUP)
  return peak * warm * 0.5 * (1 + Math.cos((Math.PI * step) / total))
}
