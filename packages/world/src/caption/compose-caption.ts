import type { Dice } from '../dice.ts'
import type { Presence, Scene } from '../scene.ts'
import { action, describe } from './describe.ts'
import { places } from './phrases.ts'

export interface Caption {
  readonly caption: string
  /** What it mentions. */
  readonly told: ReadonlySet<Presence>
}

/** A sentence about the scene. It says less than there is to see and hear, and nothing else. */
export function composeCaption(
  { main, companions, background, level }: Scene,
  dice: Dice,
): Caption {
  const mentioned = companions.filter(() => dice.chance(0.65))
  const names = places[background]
  const words: Words = {
    thing: describe(main, dice),
    doing: action(main, level, dice),
    is: main.concept.plural ? 'are' : 'is',
    place: main.look && names.length > 0 && dice.chance(0.45) ? dice.pick(names) : '',
    others: mentioned.map((other) => alongside(other, dice)).join(' '),
  }
  const template = dice.pick(main.look ? (main.manner ? both : seen) : heard)
  const text = template(words)
    .replaceAll(/ +/g, ' ')
    .replaceAll(/ (?=[,:]|$)/g, '')
    .trim()
  return { caption: punctuate(text, dice), told: new Set([main, ...mentioned]) }
}

interface Words {
  readonly thing: string
  readonly doing: string
  readonly is: string
  /** Empty where it is left out, as are `others`. */
  readonly place: string
  readonly others: string
}

type Template = (words: Words) => string

const either: readonly Template[] = [
  ({ thing, doing, place, others }) => `${thing} ${doing} ${place} ${others}`,
  ({ thing, doing, is, place, others }) => `${thing} ${is} ${doing} ${place} ${others}`,
  ({ thing, doing, is, place, others }) =>
    place
      ? `${place}, ${thing} ${is} ${doing} ${others}`
      : `there ${is} ${thing} ${doing} ${others}`,
  ({ thing, place, others }) => `${thing} ${place} ${others}`,
]

const seen: readonly Template[] = [
  ...either,
  ({ thing, place, others }) => `a picture of ${thing} ${place} ${others}`,
  ({ thing, is, place, others }) => `here ${is} ${thing} ${place} ${others}`,
  ({ thing, place, others }) => `you can see ${thing} ${place} ${others}`,
]

const heard: readonly Template[] = [
  ...either,
  ({ thing, doing, others }) => `the sound of ${thing} ${doing} ${others}`,
  ({ thing, others }) => `a recording of ${thing} ${others}`,
  ({ thing, doing, others }) => `someone hears ${thing} ${doing} ${others}`,
  ({ thing, others }) => `${thing} can be heard ${others}`,
]

const both: readonly Template[] = [
  ...either,
  ({ thing, doing, place, others }) => `the sound of ${thing} ${doing} ${place} ${others}`,
  ({ thing, place, others }) => `a picture of ${thing} ${place} ${others}`,
  ({ thing, doing, place, others }) => `look and listen: ${thing} ${doing} ${place} ${others}`,
  ({ thing, doing, is, place, others }) =>
    `${thing} ${place}: ${is === 'are' ? 'they are' : 'it is'} ${doing} ${others}`,
]

/** How a companion joins the sentence: by what can be seen or heard of it. */
function alongside(other: Presence, dice: Dice): string {
  const thing = describe(other, dice)
  const doing = action(other, undefined, dice)
  const is = other.concept.plural ? 'are' : 'is'
  if (!other.manner) {
    return dice.pick([
      `next to ${thing}`,
      `beside ${thing}`,
      `with ${thing} nearby`,
      `and ${thing}`,
    ])
  }
  if (!other.look) {
    return dice.pick([
      `while ${thing} ${is} ${doing} out of sight`,
      `with the sound of ${thing}`,
      `and somewhere ${thing} ${doing}`,
    ])
  }
  return dice.pick([
    `and ${thing} ${doing}`,
    `with ${thing} ${doing}`,
    `as ${thing} ${is} ${doing}`,
    `next to ${thing}`,
    `and ${thing}`,
  ])
}

/** Half of the captions are written as sentences. */
function punctuate(text: string, dice: Dice): string {
  return dice.chance(0.5) ? `${text[0]!.toUpperCase()}${text.slice(1)}.` : text
}
