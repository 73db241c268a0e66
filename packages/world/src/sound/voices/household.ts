import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats, scattered } from '../beats.ts'
import { held, product, struck, swinging, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter, resonate } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { ring } from '../ring.ts'
import { mixInto, normalise, sequence, silence } from '../signal.ts'
import { buzz, saw, tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** Seconds from tick to tock at the clock's usual pace. */
export const CLOCK = 0.36

/** Tick and tock, a little lower, in a wooden case. */
export const clock: Synthesis = ({ dice, pitch, pace }) => {
  const tick = (f: number, loud: number) =>
    normalise(
      ring(0.09, [
        [f * pitch, 1, 0.007],
        [f * pitch * 1.9, 0.6, 0.004],
        [f * pitch * 0.31, 0.5, 0.018],
      ]),
      loud,
    )
  const pair = [tick(3300, 1), tick(2500, 0.85)]
  return sequence(
    beats({ every: CLOCK / pace, from: dice.between(0, 0.2), dice }).map((at, i) => [
      at,
      pair[i % 2]!,
    ]),
  )
}

/** Water seethes, and the lid's whistle rises until it stays. */
export const kettle: Synthesis = ({ dice, pitch, pace }) => {
  const f = 2300 * pitch ** 0.7
  const rise = 1.5 / pace
  const hertz = product(
    through([0, f * 0.62], [rise, f], [SECONDS, f * 1.02]),
    swinging(1, 0.008, 11),
  )
  const steam = tone({ seconds: SECONDS, hertz, harmonics: [1, 0.25, 0.1] })
  shaped(steam, through([0, 0.05], [rise, 1], [SECONDS, 1]))
  const hiss = filter(noise({ seconds: SECONDS, dice }), { kind: 'highpass', hertz: 3000 })
  const bubbles = filter(noise({ seconds: SECONDS, dice, colour: 'pink' }), {
    kind: 'lowpass',
    hertz: 400,
  })
  return layer(steam, [hiss, 0.12], [shaped(bubbles, swinging(0.6, 0.4, 9)), 0.25])
}

/** A fan's whine and the rush of air, with a hose that roams. */
export const vacuumCleaner: Synthesis = ({ dice, pitch, pace }) => {
  const roam = swinging(1, 0.06, 0.5 * pace, dice.uniform())
  const start = through([0, 0.5], [0.35, 1], [SECONDS, 1])
  const motor = tone({ seconds: SECONDS, hertz: product(235 * pitch, roam, start), harmonics: saw })
  const whine = tone({
    seconds: SECONDS,
    hertz: product(1410 * pitch, roam, start),
    harmonics: [1, 0.4],
  })
  const air = filter(noise({ seconds: SECONDS, dice }), {
    kind: 'bandpass',
    hertz: product(1100, roam),
    q: 0.6,
  })
  const out = layer(motor, [whine, 0.4], [air, 2.4])
  return shaped(filter(out, { kind: 'lowpass', hertz: 4500 }), held(SECONDS, 0.2, 0.05))
}

/** Hot fat: a hiss, and drops that burst in it. */
export const fryingPan: Synthesis = ({ dice, pitch, pace }) => {
  const hiss = filter(noise({ seconds: SECONDS, dice }), { kind: 'highpass', hertz: 3400 * pitch })
  normalise(shaped(hiss, swinging(0.75, 0.25, 0.7, dice.uniform())), 0.4)
  for (const at of scattered(38 * pace, dice)) {
    const burst = ring(0.02, [[dice.between(2200, 5600) * pitch ** 0.5, 1, 0.002]])
    mixInto(hiss, normalise(burst, dice.between(0.1, 1) ** 2), { at })
  }
  return hiss
}

/** Hinges creak slowly, then it slams. */
export const door: Synthesis = ({ dice, pitch, pace }) => {
  const out = silence(SECONDS)
  const seconds = Math.min(1.8, 1.35 / pace)
  // Stick and slip: single jerks, quick enough to be a tone.
  const slips = tone({
    seconds,
    hertz: product(
      through([0, 55], [seconds * 0.4, 110], [seconds, 70]),
      pitch,
      swinging(1, 0.12, 3.1),
    ),
    harmonics: buzz,
  })
  const creak = resonate(slips, [
    [through([0, 900], [seconds * 0.5, 1350], [seconds, 1000]), 9, 1],
    [2300 * pitch, 9, 0.6],
  ])
  mixInto(out, normalise(shaped(creak, held(seconds, 0.2, 0.25)), 0.55), { at: 0.1 })
  const slam = ring(0.7, [
    [78 * pitch, 1, 0.09],
    [141 * pitch, 0.8, 0.06],
    [305 * pitch, 0.5, 0.04],
    [690 * pitch, 0.3, 0.02],
  ])
  layer(slam, [shaped(noise({ seconds: 0.25, dice, colour: 'pink' }), struck(0.001, 0.03)), 0.7])
  mixInto(out, normalise(slam, 1), { at: 0.1 + seconds + dice.between(0.05, 0.15) })
  return out
}

/** Type bars in bursts, a bell, and the carriage drawn back. */
export const typewriter: Synthesis = ({ dice, pitch, pace }) => {
  const key = () => {
    const clack = ring(0.07, [
      [1900 * pitch * dice.between(0.95, 1.05), 1, 0.009],
      [3500 * pitch, 0.6, 0.006],
      [420 * pitch, 0.8, 0.014],
    ])
    layer(clack, [shaped(noise({ seconds: 0.03, dice }), struck(0.001, 0.006)), 0.5])
    return normalise(clack, dice.between(0.6, 1))
  }
  const bellAt = dice.between(1.5, 2)
  const out = sequence([
    ...beats({ every: 0.13 / pace, stray: 0.3, until: bellAt, dice }).map(
      (at) => [at, key()] as const,
    ),
    [
      bellAt + 0.15,
      normalise(
        ring(0.8, [
          [2640 * pitch, 1, 0.25],
          [5300 * pitch, 0.3, 0.12],
        ]),
        0.6,
      ),
    ],
  ])
  const slide = filter(noise({ seconds: 0.35, dice }), { kind: 'bandpass', hertz: 1400, q: 1 })
  mixInto(
    out,
    normalise(shaped(slide, product(held(0.35, 0.05, 0.05), swinging(0.6, 0.4, 48))), 0.45),
    {
      at: bellAt + 0.4,
    },
  )
  mixInto(out, key(), { at: bellAt + 0.76 })
  return out
}
