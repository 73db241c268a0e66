import { createRandom } from '@cmgsae/tensor'

/**
 * Seeded division of n rows that keeps rows of one group together. Groups are drawn until about
 * `share` of the rows are on the test side; both sides are ascending and get at least one group.
 */
export function splitByGroup(
  groups: ArrayLike<number>,
  { share = 0.2, seed }: { share?: number; seed: number },
): { train: Uint32Array; test: Uint32Array } {
  const order = [...new Set(Array.from(groups))]
  createRandom(seed).shuffle(order)
  const sizes = new Map<number, number>()
  for (let n = 0; n < groups.length; n++) {
    sizes.set(groups[n]!, (sizes.get(groups[n]!) ?? 0) + 1)
  }
  const held = new Set<number>()
  let rows = 0
  for (const group of order) {
    if (held.size > 0 && (rows >= share * groups.length || held.size === order.length - 1)) break
    held.add(group)
    rows += sizes.get(group)!
  }
  const all = Array.from({ length: groups.length }, (_, n) => n)
  return {
    train: Uint32Array.from(all.filter((n) => !held.has(groups[n]!))),
    test: Uint32Array.from(all.filter((n) => held.has(groups[n]!))),
  }
}
