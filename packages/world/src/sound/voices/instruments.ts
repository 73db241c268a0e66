import type { Dice } from '../../dice.ts'
import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats } from '../beats.ts'
import { held, product, struck, swinging, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter, resonate } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { pluck } from '../pluck.ts'
import { ring } from '../ring.ts'
import { normalise, sequence } from '../signal.ts'
import { saw, tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** Semitones of a major scale. */
const scale = [0, 2, 4, 5, 7, 9, 11, 12] as const
const step = (base: number, degree: number) => base * 2 ** (scale[degree % 8]! / 12)

/** A few notes of the scale, each a step or a leap from the last. */
function melody(count: number, dice: Dice): number[] {
  let degree = dice.whole(0, 4)
  return Array.from({ length: count }, () => {
    const now = degree
    degree = (degree + dice.pick([1, 1, 2, 6, 7, 4])) % 8
    return now
  })
}

/** A beat of low and high strokes with rattling snares. */
export const drum: Synthesis = ({ dice, pitch, pace }) => {
  const low = () => {
    const skin = tone({ seconds: 0.35, hertz: (t) => pitch * (95 + 70 * Math.exp(-t / 0.03)) })
    return normalise(shaped(skin, struck(0.002, 0.1)), 1)
  }
  const high = () => {
    const snares = filter(noise({ seconds: 0.2, dice }), { kind: 'highpass', hertz: 1400 })
    shaped(snares, struck(0.001, 0.045))
    const skin = ring(0.2, [
      [190 * pitch, 1.4, 0.05],
      [310 * pitch, 0.8, 0.04],
    ])
    return normalise(layer(snares, [skin, 1]), 0.85)
  }
  const pattern = dice.pick(['x.s.x.s.', 'x.ssx.s.', 'xxs.x.ss', 'x.s.xxs.'])
  return sequence(
    beats({ every: 0.19 / pace, dice }).flatMap((at, i) => {
      const mark = pattern[i % 8]
      return mark === '.' ? [] : [[at, mark === 'x' ? low() : high()] as const]
    }),
  )
}

/** Plucked strings: arpeggios of a chord. */
export const guitar: Synthesis = ({ dice, pitch, pace }) => {
  const chord = [0, 7, 12, 16, 19, 12].map((semitones) => 110 * pitch * 2 ** (semitones / 12))
  const strum = dice.chance(0.3)
  const play = (at: number, hertz: number) =>
    [at, normalise(pluck({ seconds: 1.6, hertz, fall: 0.6, brightness: 0.6, dice }), 0.8)] as const
  if (strum) {
    return sequence(
      beats({ every: 0.9 / pace, stray: 0.03, dice, until: 2.8 }).flatMap((at) =>
        chord.slice(0, 5).map((hertz, i) => play(at + 0.022 * i, hertz)),
      ),
    )
  }
  return sequence(
    beats({ every: 0.26 / pace, dice, until: 2.9 }).map((at, i) => play(at, chord[i % 6]!)),
  )
}

/** Bowed: bright, swelling, with a vibrato that sets in late. */
export const violin: Synthesis = ({ dice, pitch, pace }) => {
  const seconds = 1.35 / pace
  const notes = melody(3, dice)
  return sequence(
    notes.map((degree, i) => {
      const f = step(440 * pitch, degree)
      const vibrato = (t: number) =>
        f * (1 + 0.007 * Math.min(1, t / 0.4) * Math.sin(2 * Math.PI * 5.6 * t))
      const string = tone({ seconds, hertz: vibrato, harmonics: saw })
      layer(string, [filter(noise({ seconds, dice }), { kind: 'highpass', hertz: 2500 }), 0.05])
      const body = resonate(string, [
        [500, 1.5, 0.8],
        [1100, 2, 0.7],
        [2900, 2, 1],
      ])
      return [i * seconds * 0.93, normalise(shaped(body, held(seconds, 0.14, 0.16)), 1)] as const
    }),
  )
}

/** Hammers on strings: a quick onset and partials that die from the top. */
export const piano: Synthesis = ({ dice, pitch, pace }) => {
  const key = (f: number) =>
    normalise(
      ring(
        1.5,
        Array.from({ length: 8 }, (_, k) => {
          const partial = f * (k + 1) * Math.sqrt(1 + 0.0005 * (k + 1) ** 2)
          return [partial, 0.9 ** k / (k + 1), 0.75 / (1 + 0.6 * k)] as const
        }),
      ),
      0.8,
    )
  const times = beats({ every: 0.34 / pace, dice, until: 2.8 })
  const notes = melody(times.length, dice)
  return sequence(
    times.flatMap((at, i) => {
      const treble = [at, key(step(262 * pitch, notes[i]!))] as const
      return i % 4 === 0 ? [treble, [at, key(131 * pitch)] as const] : [treble]
    }),
  )
}

/** A fanfare: brass grows brighter as it grows louder. */
export const trumpet: Synthesis = ({ dice, pitch, pace }) => {
  const note = (f: number, seconds: number) => {
    const lips = tone({
      seconds,
      hertz: through([0, f * 0.97], [0.05, f], [seconds, f]),
      harmonics: saw,
    })
    filter(lips, {
      kind: 'lowpass',
      hertz: through([0, 500], [0.07, 3800], [seconds * 0.6, 2600], [seconds, 900]),
      q: 1.2,
    })
    return normalise(shaped(lips, held(seconds, 0.03, 0.05)), 1)
  }
  const tune = dice.pick([
    [0, 0, 0, 4, 7, 4, 7],
    [0, 4, 7, 12, 7, 12, 12],
    [7, 7, 7, 12, 12, 7, 4],
  ])
  const beat = 0.34 / pace
  return sequence(
    tune.map((semitones, i) => {
      const short = i < 3
      const at = short ? i * beat * 0.6 : beat * (1.8 + (i - 3) * 1.05)
      return [at, note(350 * pitch * 2 ** (semitones / 12), short ? beat * 0.5 : beat)] as const
    }),
  )
}

/** Breath over an edge: nearly a pure tone, with air around it. */
export const flute: Synthesis = ({ dice, pitch, pace }) => {
  const seconds = 0.5 / pace
  const notes = melody(8, dice)
  return sequence(
    notes.map((degree, i) => {
      const f = step(784 * pitch, degree)
      const hertz = product(f, swinging(1, 0.006, 5))
      const pipe = tone({ seconds, hertz, harmonics: [1, 0.3, 0.08, 0.03] })
      layer(pipe, [
        filter(noise({ seconds, dice }), { kind: 'bandpass', hertz: f * 2, q: 1 }),
        0.12,
      ])
      return [i * seconds * 0.96, normalise(shaped(pipe, held(seconds, 0.07, 0.09)), 1)] as const
    }),
  )
}

/** Bars of wood: short, and with a second mode at four times the first. */
export const xylophone: Synthesis = ({ dice, pitch, pace }) => {
  const bar = (f: number) =>
    normalise(
      ring(0.5, [
        [f, 1, 0.09],
        [f * 3.98, 0.5, 0.03],
        [f * 9.2, 0.2, 0.012],
      ]),
      1,
    )
  const up = dice.chance(0.5)
  const times = beats({ every: 0.18 / pace, dice, until: SECONDS - 0.1 })
  return sequence(times.map((at, i) => [at, bar(step(700 * pitch, up ? i % 8 : 7 - (i % 8)))]))
}
