import type { DeadLatents } from './dead-latents.ts'

/** What an epoch did to learned groups, against how the epoch before left them. */
export interface GroupChanges {
  /** Living latents that are in another group. */
  readonly moved: number
  /** Groups that have their first living latents, and that lost their last. */
  readonly born: number
  readonly emptied: number
  /** Normalised mutual information of the two partitions of the living latents; 1: no change. */
  readonly agreement: number
}

/** Marks a dead latent, which no group counts. */
const NONE = 0xffffffff

/** Group of each living latent. */
export function livingGroups(of: Uint32Array, { dead }: DeadLatents): Uint32Array {
  return of.map((g, i) => (dead[i] ? NONE : g))
}

/** Compares two results of `livingGroups`. */
export function groupChanges(
  before: Uint32Array,
  after: Uint32Array,
  groups: number,
): GroupChanges {
  const living = [before, after].map((of) => {
    const sizes = new Uint32Array(groups)
    for (const g of of) if (g !== NONE) sizes[g]!++
    return sizes
  })
  const count = (has: number, lacks: number) =>
    living[has]!.reduce((sum, size, g) => sum + (size > 0 && living[lacks]![g] === 0 ? 1 : 0), 0)
  let moved = 0
  for (let i = 0; i < after.length; i++) {
    if (before[i] !== NONE && after[i] !== NONE && before[i] !== after[i]) moved++
  }
  return { moved, born: count(1, 0), emptied: count(0, 1), agreement: nmi(before, after, groups) }
}

/** 2·I / (H + H), over what both have. */
function nmi(before: Uint32Array, after: Uint32Array, groups: number): number {
  const pairs = new Map<number, number>()
  const sizes = [new Uint32Array(groups), new Uint32Array(groups)]
  let total = 0
  for (let i = 0; i < after.length; i++) {
    const [a, b] = [before[i]!, after[i]!]
    if (a === NONE || b === NONE) continue
    pairs.set(a * groups + b, (pairs.get(a * groups + b) ?? 0) + 1)
    sizes[0]![a]!++
    sizes[1]![b]!++
    total++
  }
  const entropy = (counts: Iterable<number>) => {
    let sum = 0
    for (const n of counts) if (n > 0) sum -= (n / total) * Math.log(n / total)
    return sum
  }
  // Each group is one group of the other partition: exactly 1, which rounding would miss.
  if (sizes.every((counts) => counts.filter((n) => n > 0).length === pairs.size)) return 1
  const apart = entropy(sizes[0]!) + entropy(sizes[1]!)
  return (2 * (apart - entropy(pairs.values()))) / apart
}
