import { createDice, type Dice } from '../dice.ts'
import type { Presence, Scene } from '../scene.ts'
import { noise, type NoiseColour } from './noise.ts'
import { mixInto, normalise, scale, silence, strength } from './signal.ts'
import { SECONDS } from './voice.ts'

/** The scene as three seconds of sound: its voices over a floor of noise, at the scene's level. */
export function composeSound({ main, companions, level }: Scene, dice: Dice): Float32Array {
  const keys = [0, 1].map(() => dice.whole(0, 0x7fffffff))
  const mix = silence(SECONDS)
  let loudest: number | undefined
  ;[main, ...companions].forEach((presence, i) => {
    if (!presence.manner) return
    const { onset, decibels } = presence.manner
    const voice = perform(presence, createDice(keys[0]!, i))
    // By strength, not by peak: a drone as high as the clock's ticks would drown them.
    loudest ??= strength(voice)
    const gain = Math.min(1, (gainOf(-decibels) * loudest) / strength(voice))
    mixInto(mix, voice, { at: onset, gain })
  })
  const floor = noise({
    seconds: SECONDS,
    colour: dice.pick<NoiseColour>(['white', 'pink', 'brown']),
    dice: createDice(keys[1]!),
  })
  normalise(floor, 1)
  normalise(mix, 1)
  mixInto(mix, floor, { at: 0, gain: gainOf(-dice.between(18, 50)) })
  normalise(mix, 1)
  return scale(mix, gainOf(level))
}

/** One concept alone, with a peak of 1. */
export function perform({ concept, manner }: Presence, dice: Dice): Float32Array {
  const { semitones, pace } = manner!
  const voice = concept.play!({ dice, pitch: 2 ** (semitones / 12), pace })
  normalise(voice, 1)
  return voice
}

const gainOf = (decibels: number) => 10 ** (decibels / 20)
