import * as seen from '../picture/drawings/signals.ts'
import * as heard from '../sound/voices/signals.ts'
import type { ConceptGroup } from './concept.ts'

/** Things that are there to be heard. */
export const signals: ConceptGroup = {
  name: 'signals',
  related: ['vehicles', 'household', 'people'],
  places: ['street', 'studio', 'room', 'night', 'winter'],
  concepts: [
    {
      name: 'bell',
      synonyms: ['church bell'],
      doing: ['ringing', 'tolling'],
      draw: seen.bell,
      play: heard.bell,
      rhythmic: true,
    },
    {
      name: 'siren',
      synonyms: ['warning light'],
      doing: ['wailing', 'howling', 'sounding the alarm'],
      draw: seen.siren,
      colours: ['red', 'blue', 'orange'],
      play: heard.siren,
      rhythmic: true,
    },
    {
      name: 'whistle',
      synonyms: ["referee's whistle"],
      doing: ['blowing', 'shrilling', 'trilling'],
      draw: seen.whistle,
      colours: ['red', 'yellow', 'blue', 'green', 'grey', 'black'],
      play: heard.whistle,
    },
    {
      name: 'metronome',
      doing: ['beating time', 'clicking', 'keeping the beat'],
      draw: seen.metronome,
      colours: ['brown', 'red', 'black', 'green'],
      play: heard.metronome,
      rhythmic: true,
    },
    {
      name: 'telephone',
      synonyms: ['phone', 'rotary phone'],
      doing: ['ringing', 'ringing and ringing'],
      draw: seen.telephone,
      colours: ['red', 'black', 'green', 'blue', 'pink', 'white'],
      play: heard.telephone,
    },
  ],
}
