import type { Dice } from '../dice.ts'
import type { BackgroundName } from '../picture/background.ts'
import type { Concept } from '../vocabulary/concept.ts'

/** Where a scene takes place; a studio is nowhere. */
export const places: Readonly<Record<BackgroundName, readonly string[]>> = {
  studio: [],
  meadow: ['in a meadow', 'on the grass', 'in an open field', 'out in the country'],
  night: ['at night', 'in the dark', 'under the stars', 'after nightfall'],
  room: ['indoors', 'in a room', 'inside a house'],
  street: ['in the street', 'in town', 'in front of some houses'],
  desert: ['in the desert', 'on the sand', 'among the dunes'],
  winter: ['in the snow', 'on a winter day', 'in a snowy field'],
}

/** The class's own name mostly, else a synonym. */
export function noun({ name, synonyms = [] }: Concept, dice: Dice): string {
  return synonyms.length > 0 && dice.chance(0.35) ? dice.pick(synonyms) : name
}

/** `a small red car`, `an owl`, `the sea`, `rain`. */
export function nounPhrase(
  { article }: Concept,
  adjectives: readonly string[],
  word: string,
): string {
  const words = [...adjectives, word].join(' ')
  if (article === 'none') return words
  return `${article ?? (/^[aeiou]/.test(words) ? 'an' : 'a')} ${words}`
}
