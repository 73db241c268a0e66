import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats } from '../beats.ts'
import { held, product, struck, swinging, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter, resonate } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { ring } from '../ring.ts'
import { mixInto, normalise, sequence } from '../signal.ts'
import { buzz, saw, square, tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** An engine that hums, and two notes of its horn. */
export const car: Synthesis = ({ dice, pitch, pace }) => {
  const revs = through(
    [0, 48 * pitch],
    [1.2, 64 * pitch * pace],
    [2.2, 56 * pitch],
    [3, 60 * pitch],
  )
  const engine = tone({ seconds: SECONDS, hertz: revs, harmonics: saw })
  filter(engine, { kind: 'lowpass', hertz: 420 })
  normalise(engine, 0.4)
  const toot = (seconds: number) => {
    const horn = layer(tone({ seconds, hertz: 415 * pitch, harmonics: saw }), [
      tone({ seconds, hertz: 523 * pitch, harmonics: saw }),
      1,
    ])
    return shaped(
      normalise(filter(horn, { kind: 'lowpass', hertz: 2600 }), 1),
      held(seconds, 0.02, 0.04),
    )
  }
  const first = dice.between(0.3, 0.8)
  mixInto(engine, toot(0.28), { at: first })
  mixInto(engine, toot(0.5), { at: first + 0.42 / pace })
  return engine
}

/** Steam in even puffs, the first of four louder, and a whistle of three tones. */
export const train: Synthesis = ({ dice, pitch, pace }) => {
  const puffs = beats({ every: 0.19 / pace, dice }).map((at, i) => {
    const puff = shaped(noise({ seconds: 0.17, dice }), struck(0.015, 0.05))
    resonate(puff, [[700, 1, 1]])
    return [
      at,
      normalise(filter(puff, { kind: 'bandpass', hertz: 600, q: 0.8 }), i % 4 === 0 ? 0.7 : 0.4),
    ] as const
  })
  const out = sequence(puffs)
  const seconds = 1.3
  const whistle = tone({ seconds, hertz: 520 * pitch, harmonics: [1, 0.2] })
  for (const ratio of [1.26, 1.5]) {
    layer(whistle, [tone({ seconds, hertz: 520 * pitch * ratio, harmonics: [1, 0.2] }), 1])
  }
  layer(whistle, [filter(noise({ seconds, dice }), { kind: 'bandpass', hertz: 1800, q: 2 }), 0.4])
  mixInto(out, normalise(shaped(whistle, held(seconds, 0.08, 0.25)), 0.7), {
    at: dice.between(0.4, 1.2),
  })
  return out
}

/** A foghorn: a low reed, long and swelling, over the wash of the bow. */
export const ship: Synthesis = ({ dice, pitch, pace }) => {
  const seconds = Math.min(2.4, 1.7 / pace)
  const horn = layer(tone({ seconds, hertz: 92 * pitch, harmonics: saw }), [
    tone({ seconds, hertz: 92.9 * pitch, harmonics: square }),
    0.8,
  ])
  filter(horn, { kind: 'lowpass', hertz: 700, q: 1.2 })
  const out = shaped(noise({ seconds: SECONDS, dice, colour: 'brown' }), swinging(0.6, 0.4, 0.4))
  normalise(out, 0.14)
  mixInto(out, normalise(shaped(horn, held(seconds, 0.25, 0.3)), 1), { at: dice.between(0.2, 0.5) })
  return out
}

/** A bell rung twice by the thumb, and a freewheel that ticks. */
export const bicycle: Synthesis = ({ dice, pitch, pace }) => {
  const f = 2150 * pitch
  const bell = () =>
    normalise(
      ring(0.9, [
        [f, 1, 0.25],
        [f * 1.51, 0.6, 0.2],
        [f * 2.32, 0.4, 0.12],
      ]),
      0.8,
    )
  const out = sequence(
    beats({ every: 0.075 / pace, dice }).map((at) => [
      at,
      normalise(ring(0.02, [[3400, 1, 0.003]]), 0.16),
    ]),
  )
  const gap = 0.16 / pace
  for (const at of [0.1, 0.1 + gap, 1.5, 1.5 + gap]) mixInto(out, bell(), { at })
  return out
}

/** One cylinder that putters, each stroke a thud. */
export const tractor: Synthesis = ({ dice, pitch, pace }) => {
  const out = sequence(
    beats({ every: 0.105 / pace, stray: 0.04, dice }).map((at, i) => {
      const thud = ring(0.14, [
        [88 * pitch, 1, 0.03],
        [190 * pitch, 0.7, 0.02],
        [410 * pitch, 0.4, 0.012],
      ])
      layer(thud, [
        filter(shaped(noise({ seconds: 0.1, dice }), struck(0.003, 0.02)), {
          kind: 'lowpass',
          hertz: 1100,
        }),
        0.35,
      ])
      return [at, normalise(thud, i % 2 === 0 ? 1 : 0.75)]
    }),
  )
  return out
}

/** Blades that chop the air, under a turbine's whine. */
export const helicopter: Synthesis = ({ dice, pitch, pace }) => {
  const out = sequence(
    beats({ every: 0.088 / pace, dice }).map((at) => {
      const chop = shaped(noise({ seconds: 0.085, dice, colour: 'pink' }), struck(0.012, 0.022))
      return [at, normalise(filter(chop, { kind: 'lowpass', hertz: 500 * pitch }), 1)]
    }),
  )
  const whine = tone({
    seconds: SECONDS,
    hertz: swinging(1900 * pitch, 12, 3),
    harmonics: [1, 0.3],
  })
  return layer(out, [normalise(whine, 1), 0.07])
}

/** A propeller's drone that comes near and goes: its pitch falls as it passes. */
export const aeroplane: Synthesis = ({ dice, pitch, pace }) => {
  const pass = dice.between(1, 2)
  const drop = 12 * pace
  const hertz = (t: number) => pitch * (118 - drop * Math.tanh((t - pass) * 2.2))
  const drone = layer(tone({ seconds: SECONDS, hertz, harmonics: buzz }), [
    tone({ seconds: SECONDS, hertz: (t) => 1.012 * hertz(t), harmonics: saw }),
    3,
  ])
  layer(drone, [noise({ seconds: SECONDS, dice, colour: 'pink' }), 1.2])
  filter(drone, { kind: 'lowpass', hertz: (t) => 500 + 1500 / (1 + (t - pass) ** 2 * 3) })
  return shaped(
    drone,
    product((t) => 0.25 + 0.75 / (1 + (t - pass) ** 2 * 2), held(SECONDS, 0.05, 0.05)),
  )
}
