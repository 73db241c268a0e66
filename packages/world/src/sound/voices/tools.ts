import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats } from '../beats.ts'
import { held, product, struck, swinging, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter, resonate } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { ring } from '../ring.ts'
import { mixInto, normalise, sequence } from '../signal.ts'
import { buzz, saw as bright, tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** Steel on a nail: a hard bright knock with a little ring. */
export const hammer: Synthesis = ({ dice, pitch, pace }) => {
  const blow = () => {
    const knock = ring(0.3, [
      [1380 * pitch, 0.8, 0.05],
      [2740 * pitch, 0.6, 0.03],
      [4300 * pitch, 0.4, 0.02],
      [240 * pitch, 1.2, 0.02],
    ])
    layer(knock, [shaped(noise({ seconds: 0.03, dice }), struck(0.0005, 0.004)), 0.8])
    return normalise(knock, dice.between(0.75, 1))
  }
  return sequence(
    beats({ every: 0.46 / pace, stray: 0.03, from: 0.05, dice }).map((at) => [at, blow()]),
  )
}

/** Teeth through wood: a stroke forth, a softer one back. */
export const saw: Synthesis = ({ dice, pitch, pace }) => {
  const stroke = (seconds: number, centre: number, loud: number) => {
    const rasp = noise({ seconds, dice })
    shaped(rasp, swinging(0.6, 0.4, 95))
    filter(rasp, {
      kind: 'bandpass',
      hertz: through([0, centre * 0.8 * pitch], [seconds, centre * 1.3 * pitch]),
      q: 1.4,
    })
    return normalise(shaped(rasp, held(seconds, seconds * 0.3, seconds * 0.3)), loud)
  }
  const half = 0.34 / pace
  return sequence(
    beats({ every: 2 * half, from: 0.02, dice }).flatMap((at) => [
      [at, stroke(half * 0.9, 1700, 1)] as const,
      [at + half, stroke(half * 0.85, 2500, 0.6)] as const,
    ]),
  )
}

/** A motor that runs up, labours in the wood and runs out. */
export const drill: Synthesis = ({ dice, pitch, pace }) => {
  const f = 520 * pitch
  const bite = dice.between(0.7, 1.1)
  const speed = through(
    [0, f * 0.2],
    [0.25, f],
    [bite, f],
    [bite + 0.15, f * 0.78],
    [2.2, f * 0.74],
    [2.35, f],
    [2.6, f],
    [3, f * 0.3],
  )
  const motor = tone({ seconds: SECONDS, hertz: speed, harmonics: buzz })
  layer(motor, [tone({ seconds: SECONDS, hertz: product(speed, 2.51), harmonics: bright }), 0.6])
  layer(motor, [noise({ seconds: SECONDS, dice }), 0.5])
  const body = resonate(motor, [
    [1500, 1, 1],
    [3600, 1.5, 0.8],
  ])
  return shaped(
    body,
    product(held(SECONDS, 0.1, 0.25), (t) =>
      t > bite && t < 2.2 ? 0.75 + 0.25 * Math.sin(2 * Math.PI * 31 * pace * t) : 0.7,
    ),
  )
}

/** A dull thud, then the crack of the log. */
export const axe: Synthesis = ({ dice, pitch, pace }) => {
  const chop = () => {
    const thud = ring(0.35, [
      [115 * pitch, 1, 0.05],
      [230 * pitch, 0.8, 0.035],
      [560 * pitch, 0.4, 0.02],
    ])
    const crack = filter(noise({ seconds: 0.2, dice }), {
      kind: 'bandpass',
      hertz: 1500 * pitch,
      q: 0.8,
    })
    mixInto(thud, normalise(shaped(crack, struck(0.002, 0.02)), 0.9), { at: 0.004 })
    mixInto(thud, normalise(shaped(crack, struck(0.001, 0.03)), 0.35), {
      at: dice.between(0.07, 0.11),
    })
    return normalise(thud, 1)
  }
  return sequence(
    beats({ every: 0.95 / pace, stray: 0.04, from: 0.1, until: 2.8, dice }).map((at) => [
      at,
      chop(),
    ]),
  )
}

/** Blades that slide on each other and shut with a click. */
export const scissors: Synthesis = ({ dice, pitch, pace }) => {
  const snip = () => {
    const seconds = 0.13
    const slide = filter(noise({ seconds, dice }), {
      kind: 'bandpass',
      hertz: through([0, 3200 * pitch], [seconds, 5600 * pitch]),
      q: 2.5,
    })
    normalise(shaped(slide, through([0, 0], [0.1, 1], [seconds, 0])), 0.6)
    mixInto(
      slide,
      normalise(
        ring(0.04, [
          [5200 * pitch ** 0.5, 1, 0.006],
          [3100 * pitch, 0.8, 0.008],
        ]),
        1,
      ),
      { at: 0.09 },
    )
    return slide
  }
  return sequence(
    beats({ every: 0.3 / pace, stray: 0.06, from: 0.03, dice }).map((at) => [at, snip()]),
  )
}

/** A two-stroke engine that idles, roars and idles. */
export const chainsaw: Synthesis = ({ dice, pitch, pace }) => {
  const [idle, roar] = [62 * pitch, 165 * pitch * pace ** 0.5]
  const from = dice.between(0.5, 0.9)
  const speed = through(
    [0, idle],
    [from, idle],
    [from + 0.25, roar],
    [2.3, roar * 1.04],
    [2.7, idle],
  )
  const engine = tone({
    seconds: SECONDS,
    hertz: product(speed, swinging(1, 0.03, 19)),
    harmonics: buzz,
  })
  layer(engine, [shaped(noise({ seconds: SECONDS, dice }), swinging(0.5, 0.5, 47)), 0.9])
  const body = resonate(engine, [
    [420, 1, 1],
    [1350, 1.2, 0.9],
    [3000, 1.5, 0.6],
  ])
  return shaped(
    body,
    through([0, 0.35], [from, 0.35], [from + 0.2, 1], [2.3, 1], [2.7, 0.35], [3, 0.35]),
  )
}
