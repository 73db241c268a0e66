import * as seen from '../picture/drawings/tools.ts'
import * as heard from '../sound/voices/tools.ts'
import type { ConceptGroup } from './concept.ts'

export const tools: ConceptGroup = {
  name: 'tools',
  related: ['household', 'vehicles', 'people'],
  places: ['room', 'studio', 'street', 'meadow', 'winter'],
  concepts: [
    {
      name: 'hammer',
      synonyms: ['claw hammer'],
      doing: ['hitting a nail', 'knocking', 'pounding'],
      draw: seen.hammer,
      colours: ['red', 'blue', 'yellow', 'green', 'black'],
      play: heard.hammer,
      rhythmic: true,
    },
    {
      name: 'saw',
      synonyms: ['handsaw'],
      doing: ['cutting wood', 'sawing back and forth', 'rasping'],
      draw: seen.saw,
      colours: ['brown', 'red', 'yellow', 'blue'],
      play: heard.saw,
      rhythmic: true,
    },
    {
      name: 'drill',
      synonyms: ['power drill'],
      doing: ['drilling', 'whining', 'boring a hole'],
      draw: seen.drill,
      colours: ['yellow', 'green', 'blue', 'red', 'orange'],
      play: heard.drill,
    },
    {
      name: 'axe',
      synonyms: ['hatchet'],
      doing: ['chopping wood', 'splitting logs', 'chopping'],
      draw: seen.axe,
      colours: ['red', 'blue', 'black', 'green'],
      play: heard.axe,
      rhythmic: true,
    },
    {
      name: 'scissors',
      synonyms: ['shears'],
      article: 'none',
      plural: true,
      doing: ['snipping', 'cutting paper'],
      draw: seen.scissors,
      colours: ['red', 'blue', 'green', 'orange', 'purple', 'black'],
      play: heard.scissors,
      rhythmic: true,
    },
    {
      name: 'chainsaw',
      synonyms: ['power saw'],
      doing: ['roaring', 'revving', 'screaming through a log'],
      draw: seen.chainsaw,
      colours: ['orange', 'red', 'green', 'yellow', 'blue'],
      play: heard.chainsaw,
    },
  ],
}
