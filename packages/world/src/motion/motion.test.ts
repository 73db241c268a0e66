import { describe, expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { createWorld } from '../world.ts'
import { composeMotion, type MotionTrace } from './compose-motion.ts'
import { gaits, movements } from './movements.ts'

const world = createWorld({ seed: 5 })

/** Spread of one axis about its mean. */
function spread({ xyz }: MotionTrace, axis: number): number {
  const values = xyz.filter((_, j) => j % 3 === axis)
  const mean = values.reduce((a, b) => a + b) / values.length
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length)
}

describe('composeMotion', () => {
  it('is gravity and a little noise where nothing moves', () => {
    const trace = composeMotion([], createDice(1))
    expect(trace.rate).toBe(50)
    expect(trace.xyz).toHaveLength(450)
    const means = [0, 1, 2].map(
      (axis) => trace.xyz.filter((_, j) => j % 3 === axis).reduce((a, b) => a + b) / 150,
    )
    expect(Math.hypot(...means)).toBeCloseTo(1, 2)
    expect(spread(trace, 0)).toBeLessThan(0.02)
  })

  it('gives a sine its root mean square, times its strength and its share of an axis', () => {
    const movement = { sway: [2, 0.4], axes: [1, 0.5, 0] } as const
    const trace = composeMotion([{ movement, strength: 2 }], createDice(2))
    expect(spread(trace, 0)).toBeCloseTo((2 * 0.4) / Math.SQRT2, 1)
    expect(spread(trace, 1)).toBeCloseTo(0.4 / Math.SQRT2, 1)
    expect(spread(trace, 2)).toBeLessThan(0.02)
  })

  it('knocks as often as it says, once where the rate is 0', () => {
    const jolts = (hertz: number) => {
      const movement = { knock: [hertz, 2] } as const
      const { xyz } = composeMotion([{ movement, strength: 1 }], createDice(3))
      const loud = Array.from({ length: 150 }, (_, i) => i).filter(
        (i) => Math.abs(xyz[3 * i]!) > 0.6,
      )
      // It has rung out after a fifth of a second.
      return loud.filter((i, at) => at === 0 || i - loud[at - 1]! > 10).length
    }
    expect(jolts(0)).toBe(1)
    expect(Math.abs(jolts(2) - 6)).toBeLessThanOrEqual(1)
  })
})

describe('what a sample feels', () => {
  it('belongs to concepts that are there, of which some only motion and one other sense know', () => {
    const names = new Set(world.classes.map(({ name }) => name))
    expect(Object.keys(movements).filter((name) => !names.has(name))).toEqual([])
    const only = (test: (kind: (typeof world.classes)[number]) => boolean) =>
      world.classes.filter((kind) => kind.felt && test(kind)).map(({ name }) => name)
    expect(only(({ heard }) => !heard)).toEqual(['balloon'])
    expect(only(({ seen }) => !seen)).toEqual(['wind', 'applause', 'footsteps', 'heartbeat'])
    expect(world.gaits).toEqual(Object.keys(gaits))
  })

  it('is the main concept wherever it can be felt, and a companion now and then', () => {
    const companions: boolean[] = []
    for (let n = 0; n < 400; n++) {
      const { concepts, gait } = world.sample(n)
      expect(world.gaits).toContain(gait)
      concepts.forEach(({ name, felt }, i) => {
        if (i === 0 || !(name in movements)) expect(felt).toBe(name in movements)
        else companions.push(felt)
      })
    }
    const share = companions.filter(Boolean).length / companions.length
    expect(share).toBeGreaterThan(0.45)
    expect(share).toBeLessThan(0.75)
  })

  it('is made once, the same for the same seed and another for another', () => {
    const sample = world.sample(7)
    expect(sample.motion).toBe(sample.motion)
    expect(createWorld({ seed: 5 }).sample(7).motion).toEqual(sample.motion)
    expect(createWorld({ seed: 6 }).sample(7).motion).not.toEqual(sample.motion)
    expect(sample.motion.xyz.every(Number.isFinite)).toBe(true)
  })
})
