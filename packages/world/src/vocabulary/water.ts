import * as seen from '../picture/drawings/water.ts'
import * as heard from '../sound/voices/water.ts'
import type { ConceptGroup } from './concept.ts'

export const water: ConceptGroup = {
  name: 'water',
  related: ['weather', 'birds', 'animals', 'plants'],
  places: ['meadow', 'studio', 'night', 'winter'],
  concepts: [
    {
      name: 'sea',
      synonyms: ['ocean', 'surf'],
      article: 'the',
      doing: ['breaking on the shore', 'rolling in', 'surging'],
      draw: seen.sea,
      play: heard.sea,
    },
    {
      name: 'stream',
      synonyms: ['brook', 'creek'],
      doing: ['babbling', 'gurgling over stones', 'running downhill'],
      draw: seen.stream,
      play: heard.stream,
    },
    {
      name: 'waterfall',
      synonyms: ['cascade'],
      doing: ['thundering down', 'roaring', 'falling over rocks'],
      draw: seen.waterfall,
      play: heard.waterfall,
    },
    {
      name: 'fountain',
      doing: ['splashing', 'playing in its basin'],
      draw: seen.fountain,
      play: heard.fountain,
    },
    {
      name: 'tap',
      synonyms: ['faucet', 'water tap'],
      doing: ['dripping', 'leaking drop by drop'],
      draw: seen.tap,
      play: heard.tap,
      rhythmic: true,
    },
  ],
}
