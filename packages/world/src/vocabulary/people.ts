import * as heard from '../sound/voices/people.ts'
import type { ConceptGroup } from './concept.ts'

/** Only ever heard. */
export const people: ConceptGroup = {
  name: 'people',
  related: ['instruments', 'household', 'vehicles'],
  places: ['room', 'street', 'studio', 'night'],
  concepts: [
    {
      name: 'applause',
      synonyms: ['clapping'],
      article: 'none',
      doing: ['breaking out', 'filling a hall'],
      play: heard.applause,
    },
    {
      name: 'footsteps',
      synonyms: ['steps'],
      article: 'none',
      plural: true,
      doing: ['approaching', 'crunching along', 'walking past'],
      play: heard.footsteps,
      rhythmic: true,
    },
    {
      name: 'heartbeat',
      synonyms: ['beating heart'],
      doing: ['thumping', 'pulsing', 'beating'],
      play: heard.heartbeat,
      rhythmic: true,
    },
  ],
}
