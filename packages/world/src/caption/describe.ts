import type { Dice } from '../dice.ts'
import type { Presence } from '../scene.ts'
import { noun, nounPhrase } from './phrases.ts'

/** Shares of the picture's width beyond which a thing is called large or small. */
export const [SMALL, LARGE] = [0.56, 0.78]
/** Semitones from the usual pitch beyond which a sound is called high or deep. */
export const PITCHED = 2.5
/** Factors on the usual pace beyond which a rhythm is called slow or quick. */
export const [SLOW, QUICK] = [0.82, 1.22]
/** Peaks, in dB of full scale, beyond which a sound is called faint or loud. */
export const [FAINT, LOUD] = [-20, -7]

/** The noun of a presence with some of the adjectives that are true of it. */
export function describe(presence: Presence, dice: Dice): string {
  const { concept, look, manner } = presence
  const adjectives: string[] = []
  // Nobody says large rain, nor a small sea.
  if (look && (!concept.article || concept.plural) && dice.chance(0.35)) {
    if (look.scale > LARGE) adjectives.push(dice.pick(['large', 'big']))
    if (look.scale < SMALL) adjectives.push(dice.pick(['small', 'little']))
  }
  if (manner && !concept.article && dice.chance(0.3)) {
    if (manner.semitones > PITCHED) adjectives.push('high-pitched')
    if (manner.semitones < -PITCHED) adjectives.push('deep-sounding')
  }
  if (look?.colour && dice.chance(0.55)) adjectives.push(look.colour)
  return nounPhrase(concept, adjectives, noun(concept, dice))
}

/** What it does, in the manner that can be heard; `level` is the peak of the sound in dB. */
export function action(
  { concept, manner }: Presence,
  level: number | undefined,
  dice: Dice,
): string {
  const words = [dice.pick(concept.doing)]
  if (manner && concept.rhythmic && dice.chance(0.35)) {
    if (manner.pace > QUICK) words.push(dice.pick(['quickly', 'at a fast pace', 'rapidly']))
    if (manner.pace < SLOW) words.push(dice.pick(['slowly', 'at a slow pace', 'unhurriedly']))
  }
  if (manner && level !== undefined && words.length === 1 && dice.chance(0.4)) {
    if (level > LOUD) words.push(dice.pick(['loudly', 'very loudly', 'at full volume']))
    if (level < FAINT) words.push(dice.pick(['softly', 'faintly', 'in the distance']))
  }
  return words.join(' ')
}
