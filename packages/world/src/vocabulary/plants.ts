import * as seen from '../picture/drawings/plants.ts'
import type { ConceptGroup } from './concept.ts'

/** Only ever seen. */
export const plants: ConceptGroup = {
  name: 'plants',
  related: ['animals', 'birds', 'weather', 'water'],
  places: ['meadow', 'desert', 'room', 'studio', 'night'],
  concepts: [
    {
      name: 'flower',
      synonyms: ['blossom'],
      doing: ['blooming', 'in full bloom'],
      draw: seen.flower,
      colours: ['red', 'pink', 'purple', 'blue', 'white', 'orange'],
    },
    {
      name: 'cactus',
      doing: ['growing in a pot', 'standing in its pot'],
      draw: seen.cactus,
    },
    {
      name: 'mushroom',
      synonyms: ['toadstool'],
      doing: ['growing', 'sprouting from the ground'],
      draw: seen.mushroom,
      colours: ['red', 'brown', 'orange', 'purple', 'yellow'],
    },
  ],
}
