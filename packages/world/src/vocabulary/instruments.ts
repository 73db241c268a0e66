import * as seen from '../picture/drawings/instruments.ts'
import * as heard from '../sound/voices/instruments.ts'
import type { ConceptGroup } from './concept.ts'

export const instruments: ConceptGroup = {
  name: 'instruments',
  related: ['people', 'signals', 'household'],
  places: ['room', 'studio', 'street', 'night', 'meadow'],
  concepts: [
    {
      name: 'drum',
      synonyms: ['snare drum', 'tom-tom'],
      doing: ['being beaten', 'rolling', 'beating a rhythm'],
      draw: seen.drum,
      colours: ['red', 'blue', 'green', 'purple', 'orange'],
      play: heard.drum,
      rhythmic: true,
    },
    {
      name: 'guitar',
      synonyms: ['acoustic guitar'],
      doing: ['being plucked', 'playing chords', 'being strummed'],
      draw: seen.guitar,
      colours: ['orange', 'brown', 'red', 'black', 'blue'],
      play: heard.guitar,
      rhythmic: true,
    },
    {
      name: 'violin',
      synonyms: ['fiddle'],
      doing: ['being bowed', 'playing a long note', 'playing a tune'],
      draw: seen.violin,
      colours: ['brown', 'orange', 'red'],
      play: heard.violin,
    },
    {
      name: 'piano',
      synonyms: ['upright piano'],
      doing: ['playing', 'playing a melody', 'sounding'],
      draw: seen.piano,
      colours: ['black', 'brown', 'white', 'red'],
      play: heard.piano,
      rhythmic: true,
    },
    {
      name: 'trumpet',
      synonyms: ['cornet'],
      doing: ['blaring', 'playing a fanfare', 'sounding'],
      draw: seen.trumpet,
      colours: ['yellow', 'orange', 'grey'],
      play: heard.trumpet,
      rhythmic: true,
    },
    {
      name: 'flute',
      synonyms: ['transverse flute'],
      doing: ['being blown', 'playing breathy notes', 'trilling'],
      draw: seen.flute,
      colours: ['grey', 'brown', 'yellow', 'black'],
      play: heard.flute,
      rhythmic: true,
    },
    {
      name: 'xylophone',
      synonyms: ['glockenspiel'],
      doing: ['playing a scale', 'being struck with mallets'],
      draw: seen.xylophone,
      play: heard.xylophone,
      rhythmic: true,
    },
  ],
}
