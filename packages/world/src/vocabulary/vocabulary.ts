import { animals } from './animals.ts'
import { birds } from './birds.ts'
import type { Concept, ConceptGroup } from './concept.ts'
import { household } from './household.ts'
import { instruments } from './instruments.ts'
import { people } from './people.ts'
import { plants } from './plants.ts'
import { signals } from './signals.ts'
import { tools } from './tools.ts'
import { vehicles } from './vehicles.ts'
import { water } from './water.ts'
import { weather } from './weather.ts'

/** Everything the world is made of. */
export const vocabulary: readonly ConceptGroup[] = [
  vehicles,
  animals,
  birds,
  instruments,
  signals,
  tools,
  household,
  water,
  weather,
  people,
  plants,
]

/** A concept, and the group it belongs to. */
export interface Member {
  readonly concept: Concept
  readonly group: string
}

/** All concepts, group after group: the classes. */
export const members: readonly Member[] = vocabulary.flatMap(({ name, concepts }) =>
  concepts.map((concept) => ({ concept, group: name })),
)
