import { composeCaption } from './caption/compose-caption.ts'
import { createDice } from './dice.ts'
import { WorldError } from './errors.ts'
import { composeMotion, type MotionTrace } from './motion/compose-motion.ts'
import { gaits, movements } from './motion/movements.ts'
import { composePicture } from './picture/compose-picture.ts'
import { drawScene } from './scene.ts'
import { composeSound } from './sound/compose-sound.ts'
import { members, vocabulary } from './vocabulary/vocabulary.ts'

/** Raised whenever a seed comes to give other samples. */
export const WORLD_VERSION = 1

export interface WorldOptions {
  /** A whole number from 0 to 2³² − 1; default 0. */
  readonly seed?: number
}

/** An endless world of samples, each of which can be had without the others. */
export interface World {
  readonly seed: number
  readonly groups: readonly WorldGroup[]
  /** What a sample can be about, group after group. */
  readonly classes: readonly WorldClass[]
  /** How the one who carries the recorder may move: felt, and neither seen, heard nor told. */
  readonly gaits: readonly string[]
  /**
   * Sample `n`, counted from 0. Each block of `classes.length` samples has every class once.
   * @throws WorldError where `n` is no whole number from 0 to 2³² − 1
   */
  sample(n: number): WorldSample
}

export interface WorldGroup {
  readonly name: string
  readonly concepts: readonly string[]
  /** Groups that tend to share a scene with it. */
  readonly related: readonly string[]
}

export interface WorldClass {
  readonly name: string
  readonly group: string
  /** It can be in a picture. */
  readonly seen: boolean
  /** It can be in a sound. */
  readonly heard: boolean
  /** It can be in a motion trace. */
  readonly felt: boolean
}

/**
 * One scene to see, hear, feel and read about. Picture, sound and motion are made when they are asked
 * for.
 */
export interface WorldSample {
  readonly index: number
  /** Name of the main concept. */
  readonly label: string
  readonly group: string
  /** The picture, as SVG of 100×100 units. */
  readonly svg: string
  /** Three seconds at `SAMPLE_RATE`, mono, in [−1, 1]. */
  readonly sound: Float32Array
  /** Three seconds of what a pocket accelerometer feels. */
  readonly motion: MotionTrace
  /** How the one who carries it moves. */
  readonly gait: string
  readonly caption: string
  /** What is in it, the main concept first. */
  readonly concepts: readonly SampleConcept[]
}

/** A concept of a sample, and which of the four modalities show it. */
export interface SampleConcept {
  readonly name: string
  readonly group: string
  readonly seen: boolean
  readonly heard: boolean
  readonly felt: boolean
  readonly told: boolean
}

/**
 * The world of a seed: the same seed gives the same samples.
 * @throws WorldError for a seed out of range
 */
export function createWorld({ seed = 0 }: WorldOptions = {}): World {
  checkWhole('seed', seed)
  return {
    seed,
    groups: vocabulary.map(({ name, concepts, related }) => ({
      name,
      concepts: concepts.map((concept) => concept.name),
      related,
    })),
    classes: members.map(({ concept, group }) => ({
      name: concept.name,
      group,
      seen: concept.draw !== undefined,
      heard: concept.play !== undefined,
      felt: concept.name in movements,
    })),
    gaits: Object.keys(gaits),
    sample(n) {
      checkWhole('sample', n)
      return makeSample(seed, n)
    },
  }
}

function makeSample(seed: number, n: number): WorldSample {
  const scene = drawScene(seed, n)
  const { caption, told } = composeCaption(scene, createDice(seed, n, 4))
  let svg: string | undefined
  let sound: Float32Array | undefined
  let motion: MotionTrace | undefined
  // Streams of their own, so that what is felt moves nothing else.
  const dice = createDice(seed, n, 5)
  const gait = dice.pick(Object.keys(gaits))
  const felt = new Map(
    [scene.main, ...scene.companions].flatMap((presence, i) => {
      const movement = movements[presence.concept.name]
      if (!movement || (i > 0 && !dice.chance(0.6))) return []
      const strength = (i === 0 ? 1 : 0.5) * dice.between(0.7, 1.3)
      return [[presence, { movement, strength }] as const]
    }),
  )
  return {
    index: n,
    label: scene.main.concept.name,
    group: scene.main.group,
    get svg() {
      return (svg ??= composePicture(scene, createDice(seed, n, 2)))
    },
    get sound() {
      return (sound ??= composeSound(scene, createDice(seed, n, 3)))
    },
    get motion() {
      const carrier = { movement: gaits[gait]!, strength: 0.5 }
      return (motion ??= composeMotion([...felt.values(), carrier], createDice(seed, n, 6)))
    },
    gait,
    caption,
    concepts: [scene.main, ...scene.companions].map((presence) => ({
      name: presence.concept.name,
      group: presence.group,
      seen: presence.look !== undefined,
      heard: presence.manner !== undefined,
      felt: felt.has(presence),
      told: told.has(presence),
    })),
  }
}

function checkWhole(what: string, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return
  throw new WorldError(`the ${what} ${value} must be a whole number from 0 to 4294967295`)
}
