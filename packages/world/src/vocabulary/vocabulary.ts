import type { Concept, ConceptGroup } from './concept.ts'
import { vehicles } from './vehicles.ts'

/** Everything the world is made of. */
export const vocabulary: readonly ConceptGroup[] = [vehicles]

/** A concept, and the group it belongs to. */
export interface Member {
  readonly concept: Concept
  readonly group: string
}

/** All concepts, group after group: the classes. */
export const members: readonly Member[] = vocabulary.flatMap(({ name, concepts }) =>
  concepts.map((concept) => ({ concept, group: name })),
)
