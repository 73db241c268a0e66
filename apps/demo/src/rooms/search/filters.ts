import type { Concept } from '../../engine/types.ts'
import { keyOf } from './concept-keys.ts'

/** Concepts that hits must have, and that they must not have. */
export interface Filters {
  readonly include: readonly Concept[]
  readonly exclude: readonly Concept[]
}

/** The filters with a concept on one side, and on none besides. */
export function withConcept(
  filters: Filters,
  concept: Concept,
  side: keyof Filters | undefined,
): Filters {
  const key = keyOf(concept)
  const rest = (concepts: readonly Concept[]) => concepts.filter((other) => keyOf(other) !== key)
  const { include, exclude } = { include: rest(filters.include), exclude: rest(filters.exclude) }
  return {
    include: side === 'include' ? [...include, concept] : include,
    exclude: side === 'exclude' ? [...exclude, concept] : exclude,
  }
}
