import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats } from '../beats.ts'
import { held, product, swinging } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { ring } from '../ring.ts'
import { normalise, sequence } from '../signal.ts'
import { tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** Fundamental of a bell at its usual pitch; its strike note lies an octave above. */
export const BELL = 262

/** A church bell: hum, prime, minor third, fifth and upper partials. */
export const bell: Synthesis = ({ dice, pitch, pace }) => {
  const f = BELL * pitch
  const strike = () =>
    normalise(
      ring(2.6, [
        [f, 0.8, 1.6],
        [f * 2, 1, 1],
        [f * 2.4, 0.7, 0.8],
        [f * 3, 0.5, 0.6],
        [f * 4, 0.7, 0.45],
        [f * 5.35, 0.4, 0.25],
        [f * 6.7, 0.3, 0.15],
      ]),
      1,
    )
  return sequence(
    beats({ every: 1.15 / pace, stray: 0.02, from: 0.02, until: 2.8, dice }).map((at) => [
      at,
      strike(),
    ]),
  )
}

/** Rises and falls over more than an octave. */
export const siren: Synthesis = ({ dice, pitch, pace }) => {
  const phase = dice.uniform()
  const rate = 0.75 * pace
  const hertz = (t: number) =>
    820 * pitch * 2 ** (0.62 * Math.sin(2 * Math.PI * (rate * t + phase)))
  return tone({ seconds: SECONDS, hertz, harmonics: [1, 0.5, 0.45, 0.25, 0.2] })
}

/** A pea whistle: shrill, and broken thirty times a second by its pea. */
export const whistle: Synthesis = ({ dice, pitch, pace }) => {
  const blast = (seconds: number) => {
    const rate = 34 * pace
    const shrill = tone({
      seconds,
      hertz: swinging(2850 * pitch ** 0.6, 130, rate),
      harmonics: [1, 0.15],
    })
    layer(shrill, [filter(noise({ seconds, dice }), { kind: 'bandpass', hertz: 3000, q: 3 }), 0.35])
    return normalise(
      shaped(shrill, product(held(seconds, 0.03, 0.06), swinging(0.7, 0.3, rate))),
      1,
    )
  }
  const start = dice.between(0.05, 0.3)
  return dice.chance(0.5)
    ? sequence([
        [start, blast(0.3 / pace)],
        [start + 0.45 / pace, blast(1.1 / pace)],
      ])
    : sequence([0, 1, 2].map((i) => [start + (i * 0.7) / pace, blast(0.5 / pace)]))
}

/** Seconds between beats of the metronome at its usual pace. */
export const METRONOME = 0.5

/** Wooden clicks in even time, every fourth with a small bell. */
export const metronome: Synthesis = ({ dice, pitch, pace }) => {
  const click = normalise(
    ring(0.09, [
      [1250 * pitch, 1, 0.012],
      [2600 * pitch, 0.4, 0.006],
    ]),
    0.9,
  )
  const accent = layer(normalise(ring(0.6, [[2090 * pitch, 1, 0.16]]), 0.45), [click, 1])
  const offset = dice.whole(0, 3)
  return sequence(
    beats({ every: METRONOME / pace, from: 0.02, dice }).map((at, i) => [
      at,
      (i + offset) % 4 === 0 ? accent : click,
    ]),
  )
}

/** Two small gongs struck by turns, twenty times a second; a ring, a rest, a ring. */
export const telephone: Synthesis = ({ dice, pitch, pace }) => {
  const gong = (f: number) =>
    normalise(
      ring(0.3, [
        [f, 1, 0.09],
        [f * 2.76, 0.5, 0.05],
      ]),
      0.6,
    )
  const gongs = [gong(1060 * pitch), gong(1330 * pitch)]
  const start = dice.between(0, 0.2)
  const [long, rest] = [1.05 / pace, 0.55 / pace]
  return sequence(
    [start, start + long + rest].flatMap((from) =>
      beats({ every: 0.048, from, until: from + long, dice }).map(
        (at, i) => [at, gongs[i % 2]!] as const,
      ),
    ),
  )
}
