import type { Dice } from '../../dice.ts'
import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats } from '../beats.ts'
import { held, product, struck, swinging, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { resonate } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { normalise, sequence } from '../signal.ts'
import { buzz, saw, tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** Barks: a throat that snaps open, in ones and twos. */
export const dog: Synthesis = ({ dice, pitch, pace }) => {
  const bark = () => {
    const seconds = 0.22
    const f = 330 * pitch * dice.between(0.94, 1.06)
    const throat = tone({
      seconds,
      hertz: through([0, f * 0.8], [0.04, f * 1.5], [seconds, f * 0.6]),
      harmonics: saw,
    })
    layer(throat, [noise({ seconds, dice, colour: 'pink' }), 0.5])
    const open = through([0, 500], [0.05, 1150 * pitch], [seconds, 550])
    const voiced = resonate(throat, [
      [open, 2.5, 1],
      [1900 * pitch, 5, 0.5],
    ])
    return normalise(shaped(voiced, struck(0.018, 0.055)), dice.between(0.8, 1))
  }
  const twice = dice.chance(0.5)
  const times = beats({
    every: (twice ? 0.85 : 0.55) / pace,
    stray: 0.06,
    from: 0.05,
    until: 2.8,
    dice,
  })
  return sequence(
    times.flatMap((at) => {
      const first = [at, bark()] as const
      return twice ? [first, [at + 0.26 / pace, bark()] as const] : [first]
    }),
  )
}

/** A meow: the mouth opens and closes again, and the pitch with it. */
export const cat: Synthesis = ({ dice, pitch, pace }) => {
  const meow = () => {
    const seconds = Math.min(1.1, dice.between(0.65, 0.95) / pace)
    const f = 560 * pitch
    const throat = tone({
      seconds,
      hertz: product(
        through([0, f * 0.85], [seconds * 0.3, f * 1.25], [seconds, f * 0.75]),
        swinging(1, 0.012, 7),
      ),
      harmonics: saw,
    })
    const voiced = resonate(throat, [
      [through([0, 700], [seconds * 0.4, 1300], [seconds, 600]), 4, 1],
      [through([0, 2600], [seconds * 0.4, 1900], [seconds, 1200]), 6, 0.7],
    ])
    return normalise(shaped(voiced, held(seconds, 0.12, seconds * 0.45)), 1)
  }
  return sequence(
    beats({ every: 1.35 / pace, stray: 0.08, from: 0.1, until: 2.3, dice }).map((at) => [
      at,
      meow(),
    ]),
  )
}

/** A moo: long, nasal and low, bent upwards at its end. */
export const cow: Synthesis = ({ dice, pitch, pace }) => {
  const seconds = Math.min(2.3, 1.7 / pace)
  const f = 148 * pitch
  const throat = tone({
    seconds,
    hertz: through([0, f * 0.85], [0.3, f], [seconds * 0.7, f * 1.05], [seconds, f * 0.8]),
    harmonics: saw,
  })
  const voiced = resonate(throat, [
    [through([0, 260], [0.5, 420], [seconds * 0.6, 560], [seconds, 380]), 3, 1],
    [through([0, 800], [seconds * 0.6, 1050], [seconds, 800]), 5, 0.45],
  ])
  return sequence([
    [dice.between(0.1, 0.4), normalise(shaped(voiced, held(seconds, 0.25, 0.4)), 1)],
  ])
}

/** A bleat: a bray that trembles eight times a second. */
export const sheep: Synthesis = ({ dice, pitch, pace }) => {
  const bleat = () => {
    const seconds = Math.min(1.2, 0.95 / pace)
    const f = 330 * pitch * dice.between(0.96, 1.04)
    const throat = tone({
      seconds,
      hertz: product(through([0, f], [seconds, f * 0.86]), swinging(1, 0.05, 8.5)),
      harmonics: buzz,
    })
    const voiced = resonate(throat, [
      [780, 4, 1],
      [1650, 5, 0.8],
      [2700, 6, 0.4],
    ])
    shaped(voiced, swinging(0.62, 0.38, 8.5))
    return normalise(shaped(voiced, held(seconds, 0.06, 0.2)), 1)
  }
  return sequence(
    beats({ every: 1.4 / pace, from: dice.between(0.05, 0.3), until: 2.4, dice }).map((at) => [
      at,
      bleat(),
    ]),
  )
}

/** Ribbit: two short rattles, the second higher. */
export const frog: Synthesis = ({ dice, pitch, pace }) => {
  const croak = (seconds: number, from: number, to: number) => {
    const rattle = tone({ seconds, hertz: through([0, 62], [seconds, 74]), harmonics: buzz })
    const voiced = resonate(rattle, [
      [through([0, from * pitch], [seconds, to * pitch]), 5, 1],
      [2 * from * pitch, 7, 0.5],
    ])
    return normalise(shaped(voiced, held(seconds, 0.02, seconds * 0.4)), 1)
  }
  return sequence(
    beats({ every: 0.72 / pace, stray: 0.05, from: 0.06, until: 2.7, dice }).flatMap((at) => [
      [at, croak(0.15, 520, 600)] as const,
      [at + 0.19, croak(0.17, 720, 1050)] as const,
    ]),
  )
}

/** Wings that beat two hundred times a second, near and far. */
export const bee: Synthesis = ({ dice, pitch, pace }) => {
  const [phase, turn] = [dice.uniform(), dice.uniform()]
  const hertz = product(
    swinging(215 * pitch, 14, 0.55 * pace, phase),
    swinging(1, 0.02, 5.2 * pace),
  )
  const wings = tone({ seconds: SECONDS, hertz, harmonics: saw })
  const body = resonate(wings, [
    [430 * pitch, 2, 1],
    [1500 * pitch, 2, 0.6],
    [3200, 3, 0.3],
  ])
  return shaped(body, product(swinging(0.62, 0.38, 0.6 * pace, turn), swinging(0.85, 0.15, 23)))
}

/** Chirps of three strokes of the wing, high above everything else. */
export const cricket: Synthesis = ({ dice, pitch, pace }) => {
  const stroke = normalise(
    shaped(tone({ seconds: 0.028, hertz: 4500 * pitch ** 0.5 }), held(0.028, 0.006, 0.012)),
    1,
  )
  return sequence(chirps(0.42 / pace, dice).map((at) => [at, stroke]))
}

function chirps(every: number, dice: Dice): number[] {
  return beats({ every, stray: 0.02, from: 0.04, dice }).flatMap((at) => [
    at,
    at + 0.042,
    at + 0.084,
  ])
}
