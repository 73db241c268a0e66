import type { Trace } from './motion.ts'

/** Steps a second, and how far each axis swings with them and with twice their rate, in g. */
const GAITS = {
  standing: { pace: 0.3, swing: [0.02, 0.01, 0.01], twice: [0, 0, 0] },
  walking: { pace: 1.8, swing: [0.12, 0.1, 0.3], twice: [0.05, 0.02, 0.1] },
  running: { pace: 2.7, swing: [0.3, 0.2, 1.1], twice: [0.1, 0.1, 0.4] },
  cycling: { pace: 1.2, swing: [0.35, 0.1, 0.08], twice: [0, 0.05, 0.15] },
  climbing: { pace: 1.4, swing: [0.25, 0.15, 0.45], twice: [0.15, 0.05, 0.05] },
} as const

export type Activity = keyof typeof GAITS

export const activities = Object.keys(GAITS) as Activity[]

export interface SynthesizeOptions {
  /** Same seed, same trace. */
  readonly seed: number
  /** On a wrist all swings more, and gravity pulls along x; `pocket` unless given. */
  readonly place?: 'pocket' | 'wrist'
  readonly seconds?: number
  readonly rate?: number
}

/** A trace of somebody at an activity: of a pace and a strength of their own, with noise. */
export function synthesize(
  activity: Activity,
  { seed, place = 'pocket', seconds = 6, rate = 50 }: SynthesizeOptions,
): Trace {
  const { pace, swing, twice } = GAITS[activity]
  const random = uniform(seed)
  const own = pace * (0.9 + 0.2 * random())
  const strength = (0.8 + 0.4 * random()) * (place === 'wrist' ? 1.5 : 1)
  const phases = Array.from({ length: 6 }, () => 2 * Math.PI * random())
  const down = place === 'wrist' ? 0 : 2
  const xyz = Float32Array.from({ length: 3 * Math.round(seconds * rate) }, (_, j) => {
    const axis = j % 3
    const turn = (2 * Math.PI * own * Math.floor(j / 3)) / rate
    const gait =
      swing[axis]! * Math.sin(turn + phases[axis]!) +
      twice[axis]! * Math.sin(2 * turn + phases[3 + axis]!)
    return (axis === down ? 1 : 0) + strength * gait + 0.05 * (random() - 0.5)
  })
  return { rate, xyz }
}

/** Park and Miller's generator, in [0, 1). */
function uniform(seed: number): () => number {
  let state = (seed % 0x7ffffffe) + 1
  return () => {
    state = (state * 48271) % 0x7fffffff
    return state / 0x7fffffff
  }
}
