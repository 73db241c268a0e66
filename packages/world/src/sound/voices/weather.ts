import type { Synthesis } from '../../vocabulary/concept.ts'
import { scattered } from '../beats.ts'
import { product, struck, swinging } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { ring } from '../ring.ts'
import { mixInto, normalise, silence } from '../signal.ts'
import { SECONDS } from '../voice.ts'

/** Countless soft drops: a bright even hush, and the nearest of them one by one. */
export const rain: Synthesis = ({ dice, pitch, pace }) => {
  const hush = noise({ seconds: SECONDS, dice })
  filter(hush, { kind: 'highpass', hertz: 900 * pitch })
  filter(hush, { kind: 'lowpass', hertz: 5200 * pitch })
  normalise(hush, 0.35)
  for (const at of scattered(90 * pace, dice)) {
    const drop = shaped(noise({ seconds: 0.012, dice }), struck(0.001, 0.003))
    mixInto(hush, normalise(drop, 0.5 * dice.uniform() ** 2), { at })
  }
  return hush
}

/** Stones of ice on a roof: hard clicks that bounce. */
export const hail: Synthesis = ({ dice, pitch, pace }) => {
  const out = normalise(
    filter(noise({ seconds: SECONDS, dice, colour: 'pink' }), { kind: 'lowpass', hertz: 900 }),
    0.06,
  )
  for (const at of scattered(42 * pace, dice)) {
    const f = dice.between(1500, 4200) * pitch
    const loud = dice.between(0.25, 1)
    const stone = normalise(
      ring(0.03, [
        [f, 1, 0.004],
        [f * 1.6, 0.6, 0.003],
      ]),
      loud,
    )
    mixInto(out, stone, { at })
    mixInto(out, stone, { at: at + dice.between(0.05, 0.09), gain: 0.4 })
  }
  return out
}

/** A crack, and a roll that dies away over rain. */
export const thunderstorm: Synthesis = ({ dice, pitch, pace }) => {
  const out = silence(SECONDS)
  const strike = dice.between(0.2, 0.7)
  const crack = filter(noise({ seconds: 0.5, dice }), { kind: 'lowpass', hertz: 2600 * pitch })
  mixInto(out, normalise(shaped(crack, struck(0.004, 0.07)), 0.9), { at: strike })
  const roll = noise({ seconds: SECONDS - strike, dice, colour: 'brown' })
  filter(roll, { kind: 'lowpass', hertz: (t) => pitch * (120 + 420 * Math.exp(-t / 0.5)), q: 0.9 })
  const tumble = product(
    struck(0.05, 1.1 / pace),
    swinging(0.6, 0.4, 3.4 * pace, dice.uniform()),
    swinging(0.75, 0.25, 7.9 * pace, dice.uniform()),
  )
  mixInto(out, normalise(shaped(roll, tumble), 1), { at: strike })
  const hush = filter(noise({ seconds: SECONDS, dice }), { kind: 'highpass', hertz: 1500 })
  return layer(out, [normalise(hush, 1), 0.07])
}

/** Gusts: a narrow band of noise that wanders up and down. */
export const wind: Synthesis = ({ dice, pitch, pace }) => {
  const [a, b] = [dice.uniform(), dice.uniform()]
  const gust = (t: number) =>
    0.5 +
    0.32 * Math.sin(2 * Math.PI * (0.45 * pace * t + a)) +
    0.18 * Math.sin(2 * Math.PI * (1.05 * pace * t + b))
  const howl = filter(noise({ seconds: SECONDS, dice }), {
    kind: 'bandpass',
    hertz: (t) => pitch * (330 + 520 * gust(t)),
    q: 9,
  })
  const rush = filter(noise({ seconds: SECONDS, dice, colour: 'pink' }), {
    kind: 'lowpass',
    hertz: 600,
  })
  layer(normalise(howl, 1), [normalise(rush, 1), 0.25])
  return shaped(howl, (t) => 0.25 + 0.75 * gust(t))
}
