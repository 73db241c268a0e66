import type { Random } from '@cmgsae/tensor'

/** One of `count`, with a probability proportional to its weight; null where no weight is above 0. */
export function drawByWeight(
  count: number,
  weight: (i: number) => number,
  random: Random,
): number | null {
  let total = 0
  for (let i = 0; i < count; i++) total += weight(i)
  if (total === 0) return null
  let left = random.uniform() * total
  // The last, where rounding leaves a rest.
  let drawn = null
  for (let i = 0; i < count && (drawn === null || left >= 0); i++) {
    const own = weight(i)
    if (own === 0) continue
    drawn = i
    left -= own
  }
  return drawn
}
