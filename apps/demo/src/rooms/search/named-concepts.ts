import type { OpenRun } from '../../app/run-context.ts'
import type { Concept } from '../../engine/types.ts'
import { keyOf } from './concept-keys.ts'

/** A concept that can be asked for by name. */
export interface NamedConcept {
  readonly concept: Concept
  readonly key: string
  readonly name: string
  /** Its group, which gives it its colour. */
  readonly group: number
}

/** Groups, then latents, without those that nothing lights. */
export function namedConcepts({ groups, latents, ...run }: OpenRun): NamedConcept[] {
  const named = (kind: Concept['kind'], index: number): NamedConcept => ({
    concept: { kind, index },
    key: keyOf({ kind, index }),
    name: kind === 'group' ? run.groupName(index) : run.latentName(index),
    group: kind === 'group' ? index : latents.group[index]!,
  })
  const alive = (dead: Uint8Array, kind: Concept['kind']) =>
    Array.from(dead.keys())
      .filter((index) => dead[index] === 0)
      .map((index) => named(kind, index))
  return [...alive(groups.dead, 'group'), ...alive(latents.dead, 'latent')]
}

/**
 * The first `count` concepts whose name or number has the words, those that begin with them first;
 * without words, `lit` as it is.
 */
export function suggested(
  all: readonly NamedConcept[],
  words: string,
  { lit, count }: { readonly lit: readonly NamedConcept[]; readonly count: number },
): NamedConcept[] {
  const sought = words.trim().toLowerCase()
  if (sought === '') return lit.slice(0, count)
  const [begin, have]: [NamedConcept[], NamedConcept[]] = [[], []]
  for (const concept of all) {
    const name = concept.name.toLowerCase()
    if (name.startsWith(sought)) begin.push(concept)
    else if (name.includes(sought) || `#${concept.concept.index}` === sought) have.push(concept)
  }
  return [...begin, ...have].slice(0, count)
}
