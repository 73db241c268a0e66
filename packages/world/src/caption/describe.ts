import type { Dice } from '../dice.ts'
import type { Presence } from '../scene.ts'
import { noun, nounPhrase } from './phrases.ts'

/** The noun of a presence with some of the adjectives that are true of it. */
export function describe(presence: Presence, dice: Dice): string {
  const { concept, look, manner } = presence
  const adjectives: string[] = []
  if (look && look.scale > 0.78 && dice.chance(0.35)) adjectives.push(dice.pick(['large', 'big']))
  if (look && look.scale < 0.42 && dice.chance(0.35))
    adjectives.push(dice.pick(['small', 'little']))
  if (manner && manner.semitones > 2.5 && dice.chance(0.3)) adjectives.push('high-pitched')
  if (manner && manner.semitones < -2.5 && dice.chance(0.3)) adjectives.push('deep-sounding')
  if (look?.colour && dice.chance(0.55)) adjectives.push(look.colour)
  return nounPhrase(concept, adjectives, noun(concept, dice))
}

/** What it does, in the manner that can be heard. */
export function action(
  { concept, manner }: Presence,
  level: number | undefined,
  dice: Dice,
): string {
  const words = [dice.pick(concept.doing)]
  if (manner && concept.rhythmic && dice.chance(0.35)) {
    if (manner.pace > 1.22) words.push(dice.pick(['quickly', 'at a fast pace', 'rapidly']))
    if (manner.pace < 0.82) words.push(dice.pick(['slowly', 'at a slow pace', 'unhurriedly']))
  }
  if (manner && level !== undefined && words.length === 1 && dice.chance(0.4)) {
    if (level > -7) words.push(dice.pick(['loudly', 'very loudly', 'at full volume']))
    if (level < -20) words.push(dice.pick(['softly', 'faintly', 'in the distance']))
  }
  return words.join(' ')
}
