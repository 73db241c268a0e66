import * as seen from '../picture/drawings/animals.ts'
import * as heard from '../sound/voices/animals.ts'
import type { ConceptGroup } from './concept.ts'

export const animals: ConceptGroup = {
  name: 'animals',
  related: ['birds', 'water', 'plants', 'weather'],
  places: ['meadow', 'winter', 'night', 'studio', 'desert', 'room'],
  concepts: [
    {
      name: 'dog',
      synonyms: ['hound', 'puppy'],
      doing: ['barking', 'yapping', 'woofing'],
      draw: seen.dog,
      colours: ['brown', 'grey', 'white', 'black', 'orange'],
      play: heard.dog,
      rhythmic: true,
    },
    {
      name: 'cat',
      synonyms: ['kitten', 'tomcat'],
      doing: ['meowing', 'mewing'],
      draw: seen.cat,
      colours: ['grey', 'orange', 'white', 'black', 'brown'],
      play: heard.cat,
    },
    {
      name: 'cow',
      synonyms: ['dairy cow'],
      doing: ['mooing', 'lowing'],
      draw: seen.cow,
      colours: ['black', 'brown', 'orange', 'grey'],
      play: heard.cow,
    },
    {
      name: 'sheep',
      synonyms: ['lamb', 'ewe'],
      doing: ['bleating', 'baaing'],
      draw: seen.sheep,
      colours: ['white', 'grey', 'brown', 'black'],
      play: heard.sheep,
    },
    {
      name: 'frog',
      synonyms: ['bullfrog'],
      doing: ['croaking', 'ribbiting'],
      draw: seen.frog,
      colours: ['green', 'yellow', 'blue', 'brown'],
      play: heard.frog,
      rhythmic: true,
    },
    {
      name: 'bee',
      synonyms: ['honeybee', 'bumblebee'],
      doing: ['buzzing', 'humming around'],
      draw: seen.bee,
      play: heard.bee,
    },
    {
      name: 'cricket',
      synonyms: ['grasshopper'],
      doing: ['chirping', 'singing in the grass'],
      play: heard.cricket,
      rhythmic: true,
    },
    {
      name: 'butterfly',
      doing: ['fluttering', 'spreading its wings'],
      draw: seen.butterfly,
      colours: ['orange', 'blue', 'purple', 'yellow', 'pink', 'red'],
    },
  ],
}
