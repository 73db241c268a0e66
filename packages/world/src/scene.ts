import { createDice, type Dice } from './dice.ts'
import type { BackgroundName } from './picture/background.ts'
import type { ColourName } from './picture/palette.ts'
import type { Concept, ConceptGroup } from './vocabulary/concept.ts'
import { members, vocabulary, type Member } from './vocabulary/vocabulary.ts'

/** How a concept stands in the picture, in units of a hundredth of its width. */
export interface Look {
  readonly x: number
  readonly y: number
  /** Its width as a share of the picture's. */
  readonly scale: number
  readonly degrees: number
  readonly mirrored: boolean
  readonly colour?: ColourName
  /** Drawn over the main concept instead of behind it. */
  readonly inFront: boolean
}

/** How a concept sounds. */
export interface Manner {
  readonly semitones: number
  /** Factor on its usual tempo. */
  readonly pace: number
  /** When it begins, in seconds. */
  readonly onset: number
  /** How much weaker it is than the loudest of the sample. */
  readonly decibels: number
}

/** A concept of the scene: seen where it has a look, heard where it has a manner. */
export interface Presence extends Member {
  readonly look?: Look
  readonly manner?: Manner
}

/** What a sample is about; the picture, the sound and the caption are made of it. */
export interface Scene {
  readonly main: Presence
  readonly companions: readonly Presence[]
  readonly background: BackgroundName
  /** Peak of the sound, in dB of full scale. */
  readonly level: number
}

/** The scene of sample `n`: every block of as many samples as classes has each of them once. */
export function drawScene(seed: number, n: number): Scene {
  const dice = createDice(seed, n, 1)
  const main = members[classOf(seed, n)]!
  const group = groupNamed(main.group)
  const main1: Presence = {
    ...main,
    ...(main.concept.draw && { look: mainLook(main.concept, dice) }),
    ...(main.concept.play && { manner: manner(0, dice) }),
  }
  const companions: Presence[] = []
  const silent = !main.concept.play
  const unseen = !main.concept.draw
  if (silent || unseen) {
    // The other modality must have something to show, as clearly as it would a main concept.
    const other = companionOf(group, [main], dice)
    const look = unseen ? mainLook(other.concept, dice) : sideLook(other.concept, main1.look, dice)
    const decibels = silent ? 0 : dice.between(4, 12)
    companions.push({ ...other, look, manner: manner(decibels, dice) })
  }
  if (dice.chance(0.4)) {
    const other = companionOf(group, [main, ...companions], dice)
    const where = dice.uniform()
    companions.push({
      ...other,
      ...(where < 0.75 && { look: sideLook(other.concept, main1.look, dice) }),
      ...(where > 0.25 && { manner: manner(dice.between(4, 14), dice) }),
    })
  }
  return {
    main: main1,
    companions,
    background: dice.pick(group.places),
    level: dice.between(-26, -2),
  }
}

function classOf(seed: number, n: number): number {
  const block = Math.floor(n / members.length)
  const dice = createDice(seed, block, 0)
  const order = members.map((_, i) => i)
  for (let i = order.length - 1; i > 0; i--) {
    const j = dice.whole(0, i)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order[n % members.length]!
}

function groupNamed(name: string): ConceptGroup {
  return vocabulary.find((group) => group.name === name)!
}

/** Another concept that is both seen and heard, mostly of the same or a related group. */
function companionOf(group: ConceptGroup, taken: readonly Member[], dice: Dice): Member {
  const near = dice.chance(0.8)
  const candidates = members.filter(
    (member) =>
      member.concept.draw &&
      member.concept.play &&
      (!near || member.group === group.name || group.related.includes(member.group)) &&
      !taken.some(({ concept }) => concept === member.concept),
  )
  return dice.pick(candidates)
}

function mainLook(concept: Concept, dice: Dice): Look {
  const scale = dice.between(0.5, 0.88)
  const room = 50 - 46 * scale
  return {
    ...turned(concept, dice),
    x: 50 + dice.between(-room, room),
    y: 50 + dice.between(-room, room),
    scale,
    inFront: false,
  }
}

/** Smaller, and on the other side of the picture than the main concept. */
function sideLook(concept: Concept, main: Look | undefined, dice: Dice): Look {
  const scale = dice.between(0.28, 0.44)
  const left = main ? main.x > 50 : dice.chance(0.5)
  const x = dice.between(12, 30)
  return {
    ...turned(concept, dice),
    x: left ? x : 100 - x,
    y: dice.between(16, 84),
    scale,
    inFront: dice.chance(0.5),
  }
}

function turned({ colours }: Concept, dice: Dice) {
  return {
    degrees: dice.between(-12, 12),
    mirrored: dice.chance(0.5),
    ...(colours && { colour: dice.pick(colours) }),
  }
}

function manner(decibels: number, dice: Dice): Manner {
  return {
    semitones: dice.between(-4, 4),
    pace: 2 ** dice.between(-0.5, 0.5),
    onset: dice.chance(0.5) ? 0 : dice.between(0, 0.8),
    decibels,
  }
}
