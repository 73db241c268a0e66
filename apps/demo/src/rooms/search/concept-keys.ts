import type { Concept } from '../../engine/types.ts'

/** A concept as the address and lists call it: `l31` for latent 31, `g2` for group 2. */
export const keyOf = ({ kind, index }: Concept): string => `${kind[0]}${index}`

/** Concepts of a list such as `l31,g2`, each once; what does not exist in the run is left out. */
export function conceptsOf(
  list: string | undefined,
  counts: Readonly<Record<Concept['kind'], number>>,
): Concept[] {
  return [...new Set(list?.split(','))].flatMap((key) => {
    const found = /^([lg])(\d+)$/.exec(key)
    if (!found) return []
    const kind = found[1] === 'l' ? 'latent' : 'group'
    const index = Number(found[2])
    return index < counts[kind] ? [{ kind, index } as const] : []
  })
}

/** The list of concepts; undefined for none. */
export function listOf(concepts: readonly Concept[]): string | undefined {
  return concepts.length === 0 ? undefined : concepts.map(keyOf).join(',')
}
