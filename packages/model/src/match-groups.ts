/**
 * Renames the groups of `of` after those of `before` that they share most with, the largest shares
 * first, so that a group stays the same group; what is left takes the free places in order.
 */
export function matchGroups(
  of: Uint32Array,
  before: Uint32Array,
  groups: number,
  weights: Float32Array,
): Uint32Array {
  const shared = new Map<number, number>()
  for (let i = 0; i < of.length; i++) {
    if (weights[i] === 0) continue
    const pair = of[i]! * groups + before[i]!
    shared.set(pair, (shared.get(pair) ?? 0) + weights[i]!)
  }
  const name = new Int32Array(groups).fill(-1)
  const taken = new Uint8Array(groups)
  const take = (g: number, as: number) => {
    if (name[g] !== -1 || taken[as]) return
    name[g] = as
    taken[as] = 1
  }
  const ranked = [...shared].sort(([p, a], [q, b]) => b - a || p - q)
  for (const [pair] of ranked) take(Math.floor(pair / groups), pair % groups)
  let free = 0
  for (let g = 0; g < groups; g++) {
    while (taken[free]) free++
    if (name[g] === -1) take(g, free)
  }
  return of.map((g) => name[g]!)
}
