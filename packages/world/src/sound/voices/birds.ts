import type { Synthesis } from '../../vocabulary/concept.ts'
import { beats } from '../beats.ts'
import { held, product, struck, swinging, through } from '../contour.ts'
import { shaped } from '../control.ts'
import { filter, resonate } from '../filter.ts'
import { layer } from '../layer.ts'
import { noise } from '../noise.ts'
import { ring } from '../ring.ts'
import { normalise, sequence } from '../signal.ts'
import { buzz, saw, tone } from '../tone.ts'

/** Cock-a-doodle-doo: four syllables, the last drawn out and falling. */
export const rooster: Synthesis = ({ dice, pitch, pace }) => {
  const syllable = (seconds: number, from: number, top: number, to: number) => {
    const throat = tone({
      seconds,
      hertz: product(
        through([0, from * pitch], [seconds * 0.35, top * pitch], [seconds, to * pitch]),
        swinging(1, 0.015, 26),
      ),
      harmonics: buzz,
    })
    const voiced = resonate(throat, [
      [1250, 3, 1],
      [2500, 4, 0.8],
    ])
    return normalise(shaped(voiced, held(seconds, 0.03, seconds * 0.3)), 1)
  }
  const start = dice.between(0.1, 0.35)
  return sequence([
    [start, syllable(0.2 / pace, 480, 620, 560)],
    [start + 0.26 / pace, syllable(0.14 / pace, 620, 740, 690)],
    [start + 0.44 / pace, syllable(0.3 / pace, 700, 930, 850)],
    [start + 0.8 / pace, syllable(0.95 / pace, 800, 900, 470)],
  ])
}

/** Hoots: one, a rest, and a trembling long one. */
export const owl: Synthesis = ({ dice, pitch, pace }) => {
  const hoot = (seconds: number, tremble: number) => {
    const f = 395 * pitch
    const breath = tone({
      seconds,
      hertz: product(
        through([0, f * 0.94], [seconds * 0.4, f], [seconds, f * 0.92]),
        swinging(1, tremble, 12),
      ),
      harmonics: [1, 0.12, 0.05],
    })
    layer(breath, [filter(noise({ seconds, dice }), { kind: 'bandpass', hertz: f, q: 4 }), 0.15])
    return normalise(
      shaped(
        breath,
        product(held(seconds, 0.09, seconds * 0.4), swinging(1 - 4 * tremble, 4 * tremble, 12)),
      ),
      1,
    )
  }
  const start = dice.between(0.1, 0.3)
  return sequence([
    [start, hoot(0.4 / pace, 0)],
    [start + 0.75 / pace, hoot(0.16 / pace, 0)],
    [start + 1 / pace, hoot(1.0 / pace, 0.035)],
  ])
}

/** Quacks: short, nasal, buzzing, each lower than the one before. */
export const duck: Synthesis = ({ dice, pitch, pace }) => {
  const quack = (drop: number) => {
    const seconds = 0.17
    const f = 215 * pitch * drop
    const reed = tone({
      seconds,
      hertz: through([0, f * 1.15], [seconds, f * 0.9]),
      harmonics: buzz,
    })
    const voiced = resonate(reed, [
      [through([0, 900], [0.06, 1450], [seconds, 1000]), 5, 1],
      [2700, 6, 0.5],
    ])
    return normalise(shaped(voiced, held(seconds, 0.015, 0.09)), drop)
  }
  return sequence(
    beats({ every: 0.33 / pace, stray: 0.07, from: 0.05, until: 2.8, dice }).map((at, i) => [
      at,
      quack(1 - 0.06 * (i % 4)),
    ]),
  )
}

/** Caws: long and hoarse, more noise than tone. */
export const crow: Synthesis = ({ dice, pitch, pace }) => {
  const caw = () => {
    const seconds = 0.36
    const f = 440 * pitch * dice.between(0.95, 1.05)
    const throat = tone({
      seconds,
      hertz: product(
        through([0, f * 0.9], [0.1, f * 1.1], [seconds, f * 0.8]),
        swinging(1, 0.06, 58),
      ),
      harmonics: saw,
    })
    shaped(throat, swinging(0.6, 0.4, 72))
    layer(throat, [noise({ seconds, dice }), 0.5])
    const voiced = resonate(throat, [
      [1150, 3, 1],
      [1900, 4, 0.8],
    ])
    return normalise(shaped(voiced, held(seconds, 0.03, 0.16)), 1)
  }
  return sequence(
    beats({ every: 0.68 / pace, stray: 0.06, from: 0.08, until: 2.6, dice }).map((at) => [
      at,
      caw(),
    ]),
  )
}

/** Rolls of a beak on hollow wood, about eighteen strokes a second. */
export const woodpecker: Synthesis = ({ dice, pitch, pace }) => {
  const knock = normalise(
    ring(0.06, [
      [920 * pitch, 1, 0.008],
      [1750 * pitch, 0.5, 0.005],
      [480 * pitch, 0.5, 0.01],
    ]),
    1,
  )
  const roll = dice.whole(11, 15)
  return sequence(
    beats({ every: 1.25 / pace, stray: 0.04, from: 0.1, until: 2.6, dice }).flatMap((at) =>
      Array.from({ length: roll }, (_, i) => {
        const stroke = shaped(
          knock.slice(),
          () => 0.55 + 0.45 * Math.sin((Math.PI * (i + 1)) / (roll + 1)),
        )
        return [at + (i * 0.055) / pace, stroke] as const
      }),
    ),
  )
}

/** Two notes, a major third down. */
export const cuckoo: Synthesis = ({ dice, pitch, pace }) => {
  const note = (hertz: number, seconds: number) =>
    normalise(
      shaped(
        tone({ seconds, hertz: hertz * pitch, harmonics: [1, 0.18, 0.06] }),
        product(held(seconds, 0.03, seconds * 0.5), struck(0.02, 0.5)),
      ),
      1,
    )
  return sequence(
    beats({ every: 1.05 / pace, from: 0.1, until: 2.6, dice }).flatMap((at) => [
      [at, note(660, 0.2)] as const,
      [at + 0.31 / pace, note(528, 0.32)] as const,
    ]),
  )
}
