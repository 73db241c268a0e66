import * as seen from '../picture/drawings/birds.ts'
import * as heard from '../sound/voices/birds.ts'
import type { ConceptGroup } from './concept.ts'

export const birds: ConceptGroup = {
  name: 'birds',
  related: ['animals', 'plants', 'water'],
  places: ['meadow', 'night', 'winter', 'studio', 'desert'],
  concepts: [
    {
      name: 'rooster',
      synonyms: ['cock', 'cockerel'],
      doing: ['crowing', 'crowing cock-a-doodle-doo'],
      draw: seen.rooster,
      colours: ['orange', 'brown', 'white', 'red', 'black'],
      play: heard.rooster,
    },
    {
      name: 'owl',
      synonyms: ['tawny owl'],
      doing: ['hooting', 'calling tu-whit tu-whoo'],
      draw: seen.owl,
      colours: ['brown', 'grey', 'white', 'orange'],
      play: heard.owl,
    },
    {
      name: 'duck',
      synonyms: ['duckling', 'drake'],
      doing: ['quacking', 'swimming and quacking'],
      draw: seen.duck,
      colours: ['yellow', 'white', 'brown', 'green'],
      play: heard.duck,
      rhythmic: true,
    },
    {
      name: 'crow',
      synonyms: ['raven'],
      doing: ['cawing', 'croaking from a branch'],
      draw: seen.crow,
      play: heard.crow,
      rhythmic: true,
    },
    {
      name: 'woodpecker',
      doing: ['drumming on a trunk', 'pecking', 'hammering at a tree'],
      draw: seen.woodpecker,
      colours: ['black', 'green', 'brown', 'blue'],
      play: heard.woodpecker,
      rhythmic: true,
    },
    {
      name: 'cuckoo',
      doing: ['calling cuckoo', 'calling its name'],
      play: heard.cuckoo,
      rhythmic: true,
    },
  ],
}
