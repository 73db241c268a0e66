import type { Code } from '../../engine/types.ts'

/** A latent that one or both of two codes light. */
export interface LitLatent {
  readonly latent: number
  /** Activation in each code, 0 where it is dark. */
  readonly first: number
  readonly second: number
}

/** The latents of two codes, those that both light first, then the strongest. */
export function litLatents(first: Code, second: Code): LitLatent[] {
  const lit = new Map<number, { first: number; second: number }>()
  for (const [e, latent] of first.indices.entries()) {
    lit.set(latent, { first: first.values[e]!, second: 0 })
  }
  for (const [e, latent] of second.indices.entries()) {
    lit.set(latent, { first: lit.get(latent)?.first ?? 0, second: second.values[e]! })
  }
  const both = ({ first: a, second: b }: LitLatent) => Number(a > 0 && b > 0)
  return Array.from(lit, ([latent, values]) => ({ latent, ...values })).sort(
    (a, b) => both(b) - both(a) || b.first + b.second - a.first - a.second,
  )
}

export interface LitGroup {
  readonly group: number
  readonly first: number
  readonly second: number
}

/** Groups that both codes light, by the smaller of the two norms, largest first. */
export function sharedGroups(first: Code, second: Code): LitGroup[] {
  return Array.from(first.groups, (own, group) => ({
    group,
    first: own,
    second: second.groups[group]!,
  }))
    .filter(({ first: a, second: b }) => a > 0 && b > 0)
    .sort((a, b) => Math.min(b.first, b.second) - Math.min(a.first, a.second))
}
