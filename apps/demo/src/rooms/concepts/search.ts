import type { Concept } from '../../engine/types.ts'

export const views = ['groups', 'latents', 'map'] as const
export type View = (typeof views)[number]

/** What the address of the room holds; nothing of it: the groups, those that fire most first. */
export interface ConceptsSearch {
  readonly view?: View | undefined
  /** Words that names, groups and classes are searched for. */
  readonly find?: string | undefined
  /** `live`, `shared`, `dead`, `named`, or a modality that most of the activation is in. */
  readonly only?: string | undefined
  /** Column sorted by, `-` before it for large values first. */
  readonly sort?: string | undefined
  /** What the map is coloured by: `group`, `density`, or a modality for its score. */
  readonly colour?: string | undefined
  /** Latents that are picked, such as `3-7.12`. */
  readonly picked?: string | undefined
  /** The concept whose page is open. */
  readonly latent?: number | undefined
  readonly group?: number | undefined
}

export function parseConceptsSearch(search: Readonly<Record<string, unknown>>): ConceptsSearch {
  const { view, latent, group } = search
  const words = (['find', 'only', 'sort', 'colour', 'picked'] as const)
    // A search for 12 comes back from the address as a number.
    .map((key) => [key, typeof search[key] === 'number' ? String(search[key]) : search[key]])
    .filter(([, value]) => typeof value === 'string' && value !== '')
  return {
    ...Object.fromEntries(words),
    ...(views.includes(view as View) && { view: view as View }),
    ...(isNumber(latent) ? { latent } : isNumber(group) && { group }),
  }
}

/** The concept whose page an address opens. */
export function openConcept({ latent, group }: ConceptsSearch): Concept | null {
  if (latent !== undefined) return { kind: 'latent', index: latent }
  return group === undefined ? null : { kind: 'group', index: group }
}

const isNumber = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0
