import * as seen from '../picture/drawings/household.ts'
import * as heard from '../sound/voices/household.ts'
import type { ConceptGroup } from './concept.ts'

export const household: ConceptGroup = {
  name: 'household',
  related: ['tools', 'signals', 'people', 'water'],
  places: ['room', 'studio', 'street'],
  concepts: [
    {
      name: 'clock',
      synonyms: ['wall clock'],
      doing: ['ticking', 'going tick-tock'],
      draw: seen.clock,
      colours: ['red', 'blue', 'brown', 'black', 'green', 'yellow'],
      play: heard.clock,
      rhythmic: true,
    },
    {
      name: 'kettle',
      synonyms: ['tea kettle'],
      doing: ['whistling', 'coming to the boil', 'boiling'],
      draw: seen.kettle,
      colours: ['red', 'grey', 'blue', 'green', 'yellow'],
      play: heard.kettle,
    },
    {
      name: 'vacuum cleaner',
      synonyms: ['hoover'],
      doing: ['running', 'sucking up dust', 'droning'],
      draw: seen.vacuumCleaner,
      colours: ['red', 'blue', 'green', 'purple', 'yellow'],
      play: heard.vacuumCleaner,
    },
    {
      name: 'frying pan',
      synonyms: ['skillet'],
      doing: ['sizzling', 'frying an egg'],
      draw: seen.fryingPan,
      colours: ['black', 'red', 'brown', 'blue'],
      play: heard.fryingPan,
    },
    {
      name: 'door',
      synonyms: ['front door'],
      doing: ['creaking and slamming', 'closing with a creak'],
      draw: seen.door,
      colours: ['brown', 'red', 'blue', 'green', 'white', 'purple'],
      play: heard.door,
    },
    {
      name: 'typewriter',
      doing: ['clattering', 'clacking', 'typing'],
      draw: seen.typewriter,
      colours: ['black', 'green', 'red', 'blue', 'grey'],
      play: heard.typewriter,
      rhythmic: true,
    },
  ],
}
