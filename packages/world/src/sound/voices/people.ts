import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats, scattered } from '../beats.ts'
import { held, struck, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter } from '../filter.ts'
import { noise } from '../noise.ts'
import { mixInto, normalise, sequence } from '../signal.ts'
import { tone } from '../tone.ts'
import { SECONDS } from '../voice.ts'

/** Many hands, each clapping in a time of its own. */
export const applause: Synthesis = ({ dice, pitch, pace }) => {
  const out = sequence([])
  const clap = () => {
    const palm = filter(noise({ seconds: 0.04, dice }), {
      kind: 'bandpass',
      hertz: dice.between(900, 2000) * pitch,
      q: 1.6,
    })
    return normalise(shaped(palm, struck(0.001, 0.007)), dice.between(0.3, 1))
  }
  const claps = Array.from({ length: 12 }, clap)
  const swell = through([0, 0.4], [0.7, 1], [2.4, 1], [3, 0.5])
  for (const at of scattered(105 * pace, dice)) mixInto(out, dice.pick(claps), { at })
  return shaped(out, swell)
}

/** Heel and sole on gravel, left and right. */
export const footsteps: Synthesis = ({ dice, pitch, pace }) => {
  const crunch = (seconds: number, loud: number) => {
    const gravel = noise({ seconds, dice })
    for (let i = 0; i < gravel.length; i++) gravel[i] = Math.abs(gravel[i]!) > 1.25 ? gravel[i]! : 0
    filter(gravel, { kind: 'bandpass', hertz: 1500 * pitch, q: 0.8 })
    return normalise(shaped(gravel, held(seconds, 0.02, seconds * 0.6)), loud)
  }
  return sequence(
    beats({ every: 0.56 / pace, stray: 0.03, from: 0.06, dice }).flatMap((at, i) => [
      [
        at,
        normalise(shaped(tone({ seconds: 0.1, hertz: 85 * pitch }), struck(0.004, 0.02)), 0.7),
      ] as const,
      [at, crunch(0.09, 0.7)] as const,
      [at + 0.11, crunch(0.14, i % 2 === 0 ? 1 : 0.85)] as const,
    ]),
  )
}

/** Seconds between heartbeats at their usual pace. */
export const HEARTBEAT = 0.85

/** Lub-dub: two low thumps, the second higher and softer. */
export const heartbeat: Synthesis = ({ dice, pitch, pace }) => {
  const thump = (hertz: number, loud: number) =>
    normalise(
      shaped(
        tone({
          seconds: 0.18,
          hertz: (t) => hertz * pitch * (1 + 0.5 * Math.exp(-t / 0.02)),
          harmonics: [1, 0.25],
        }),
        struck(0.01, 0.035),
      ),
      loud,
    )
  return sequence(
    beats({
      every: HEARTBEAT / pace,
      from: dice.between(0.05, 0.3),
      until: SECONDS - 0.2,
      dice,
    }).flatMap((at) => [
      [at, thump(58, 1)] as const,
      [at + 0.26 / pace ** 0.5, thump(76, 0.7)] as const,
    ]),
  )
}
