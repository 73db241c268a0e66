import * as seen from '../picture/drawings/vehicles.ts'
import * as heard from '../sound/voices/vehicles.ts'
import type { ConceptGroup } from './concept.ts'

export const vehicles: ConceptGroup = {
  name: 'vehicles',
  related: ['signals', 'tools', 'people'],
  places: ['street', 'meadow', 'winter', 'desert', 'studio', 'night'],
  concepts: [
    {
      name: 'car',
      synonyms: ['automobile', 'motor car'],
      doing: ['honking its horn', 'driving past', 'humming and honking'],
      draw: seen.car,
      colours: ['red', 'blue', 'yellow', 'green', 'white', 'orange', 'black'],
      play: heard.car,
    },
    {
      name: 'train',
      synonyms: ['steam train', 'locomotive'],
      doing: ['puffing along', 'whistling', 'chugging past'],
      draw: seen.train,
      colours: ['green', 'red', 'blue', 'black', 'purple'],
      play: heard.train,
    },
    {
      name: 'ship',
      synonyms: ['steamer', 'steamship'],
      doing: ['blowing its horn', 'sounding its foghorn'],
      draw: seen.ship,
      colours: ['red', 'blue', 'green', 'black', 'orange'],
      play: heard.ship,
    },
    {
      name: 'bicycle',
      synonyms: ['bike', 'pushbike'],
      doing: ['ringing its bell', 'rolling past and ringing'],
      draw: seen.bicycle,
      colours: ['red', 'blue', 'green', 'yellow', 'purple', 'pink'],
      play: heard.bicycle,
    },
    {
      name: 'tractor',
      synonyms: ['farm tractor'],
      doing: ['puttering along', 'idling', 'ploughing'],
      draw: seen.tractor,
      colours: ['green', 'red', 'blue', 'orange'],
      play: heard.tractor,
    },
    {
      name: 'helicopter',
      synonyms: ['chopper'],
      doing: ['hovering', 'whirring overhead', 'chopping the air'],
      draw: seen.helicopter,
      colours: ['red', 'yellow', 'blue', 'green', 'black'],
      play: heard.helicopter,
    },
    {
      name: 'aeroplane',
      synonyms: ['plane', 'airplane'],
      doing: ['flying past', 'droning by', 'passing overhead'],
      draw: seen.aeroplane,
      colours: ['red', 'blue', 'green', 'orange', 'purple'],
      play: heard.aeroplane,
    },
    {
      name: 'balloon',
      synonyms: ['hot-air balloon'],
      doing: ['floating', 'drifting by'],
      draw: seen.balloon,
      colours: ['red', 'purple', 'orange', 'blue', 'green', 'pink'],
    },
  ],
}
