import * as seen from '../picture/drawings/weather.ts'
import * as heard from '../sound/voices/weather.ts'
import type { ConceptGroup } from './concept.ts'

export const weather: ConceptGroup = {
  name: 'weather',
  related: ['water', 'plants', 'animals'],
  places: ['meadow', 'street', 'winter', 'studio', 'night'],
  concepts: [
    {
      name: 'rain',
      synonyms: ['rainfall'],
      article: 'none',
      doing: ['falling', 'pattering down', 'pouring'],
      draw: seen.rain,
      play: heard.rain,
    },
    {
      name: 'hail',
      article: 'none',
      doing: ['rattling down', 'clattering on a roof'],
      draw: seen.hail,
      play: heard.hail,
    },
    {
      name: 'thunderstorm',
      synonyms: ['storm', 'lightning storm'],
      doing: ['rumbling', 'crashing and rolling'],
      draw: seen.thunderstorm,
      play: heard.thunderstorm,
    },
    {
      name: 'wind',
      synonyms: ['gale'],
      article: 'the',
      doing: ['howling', 'blowing in gusts', 'whistling around a corner'],
      play: heard.wind,
    },
    {
      name: 'rainbow',
      doing: ['shining', 'standing in the sky'],
      draw: seen.rainbow,
    },
    {
      name: 'snowman',
      doing: ['standing still', 'wearing a hat'],
      draw: seen.snowman,
    },
  ],
}
