import type { Dice } from '../../dice.ts'
import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats, scattered } from '../beats.ts'
import { product, struck, swinging } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { mixInto, normalise, sequence } from '../signal.ts'
import { tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** A bubble of air: its pitch rises while it rings out. */
function bubble(hertz: number, fall: number): Float32Array {
  const seconds = Math.min(0.25, fall * 5)
  return shaped(
    tone({ seconds, hertz: (t) => hertz * (1 + (0.18 * t) / fall) }),
    struck(0.002, fall),
  )
}

const bubbles = (rate: number, [low, high]: readonly [number, number], dice: Dice) =>
  scattered(rate, dice).map((at) => {
    const hertz = low * (high / low) ** dice.uniform()
    return [at, normalise(bubble(hertz, 14 / hertz), dice.between(0.2, 1))] as const
  })

/** Surf: noise that swells, breaks and runs out, brighter as it breaks. */
export const sea: Synthesis = ({ dice, pitch, pace }) => {
  const [rate, phase] = [0.42 * pace, dice.uniform()]
  const swell = (t: number) => (0.5 + 0.5 * Math.sin(2 * Math.PI * (rate * t + phase))) ** 2.2
  const surf = noise({ seconds: SECONDS, dice, colour: 'pink' })
  filter(surf, { kind: 'lowpass', hertz: (t) => pitch * (350 + 3200 * swell(t)) })
  return shaped(surf, (t) => 0.12 + 0.88 * swell(t))
}

/** A brook: bubbles of every size over a soft rush. */
export const stream: Synthesis = ({ dice, pitch, pace }) => {
  const out = sequence(bubbles(52 * pace, [420 * pitch, 1600 * pitch], dice))
  normalise(out, 1)
  const rush = filter(noise({ seconds: SECONDS, dice }), {
    kind: 'bandpass',
    hertz: 900 * pitch,
    q: 0.6,
  })
  return layer(out, [normalise(shaped(rush, swinging(0.8, 0.2, 1.3)), 1), 0.1])
}

/** A steady roar with weight below it. */
export const waterfall: Synthesis = ({ dice, pitch, pace }) => {
  const roar = noise({ seconds: SECONDS, dice, colour: 'pink' })
  const low = filter(noise({ seconds: SECONDS, dice, colour: 'brown' }), {
    kind: 'lowpass',
    hertz: 260 * pitch,
  })
  const spray = filter(noise({ seconds: SECONDS, dice }), { kind: 'highpass', hertz: 2600 * pitch })
  layer(roar, [low, 1.6], [spray, 0.16])
  return shaped(roar, swinging(0.92, 0.08, 2.3 * pace))
}

/** Thin jets that patter into a basin. */
export const fountain: Synthesis = ({ dice, pitch, pace }) => {
  const out = sequence(bubbles(130 * pace, [1300 * pitch, 3400 * pitch], dice))
  normalise(out, 1)
  const jets = filter(noise({ seconds: SECONDS, dice }), {
    kind: 'bandpass',
    hertz: 4300 * pitch ** 0.5,
    q: 0.9,
  })
  const pulse = product(swinging(0.8, 0.2, 3.1 * pace), swinging(0.9, 0.1, 7.3))
  return layer(out, [normalise(shaped(jets, pulse), 1), 0.4])
}

/** Seconds between drops at the tap's usual pace. */
export const TAP = 0.62

/** Single drops, each a plink in a basin. */
export const tap: Synthesis = ({ dice, pitch, pace }) => {
  const out = sequence([])
  for (const at of beats({ every: TAP / pace, stray: 0.015, from: 0.06, dice })) {
    const f = 1050 * pitch * dice.between(0.97, 1.03)
    mixInto(out, normalise(bubble(f, 0.028), 1), { at })
    mixInto(out, normalise(bubble(f * 1.7, 0.012), 0.35), { at: at + 0.035 })
  }
  return out
}
