import type { Dice } from '../dice.ts'
import type { Movement, Wave } from './movement.ts'

/** Accelerations x, y, z, x, y, z, … in g, `rate` of these triples a second. */
export interface MotionTrace {
  readonly rate: number
  readonly xyz: Float32Array
}

/** Triples a second of every trace. */
const MOTION_RATE = 50
/** Length of every trace in seconds, that of the sound. */
const SECONDS = 3

/** A movement of the scene, the main concept's at strength 1. */
export interface Felt {
  readonly movement: Movement
  readonly strength: number
}

/**
 * What a recorder in a pocket feels: gravity along z, give or take the pocket's tilt, the sum of the
 * movements, each of a pace and a phase of its own this time, and a sensor's noise.
 */
export function composeMotion(felt: readonly Felt[], dice: Dice): MotionTrace {
  const xyz = new Float32Array(3 * SECONDS * MOTION_RATE)
  const tilt = [dice.between(-0.25, 0.25), dice.between(-0.25, 0.25)] as const
  const down = Math.sqrt(1 - tilt[0] ** 2 - tilt[1] ** 2)
  xyz.forEach((_, j) => (xyz[j] = [tilt[0], tilt[1], down][j % 3]! + 0.01 * dice.normal()))
  for (const { movement, strength } of felt) addMovement(xyz, movement, strength, dice)
  return { rate: MOTION_RATE, xyz }
}

function addMovement(
  xyz: Float32Array,
  { hum, sway, knock, tremble = 0, axes = [1, 1, 1] }: Movement,
  strength: number,
  dice: Dice,
): void {
  const pace = dice.between(0.9, 1.1)
  const onset = dice.uniform()
  for (let axis = 0; axis < 3; axis++) {
    const size = strength * axes[axis]!
    const parts = [hum, sway].flatMap((wave) => (wave ? [sine(wave, pace, dice.uniform())] : []))
    if (knock) parts.push(jolts(knock, pace, onset))
    for (let i = 0, j = axis; j < xyz.length; i++, j += 3) {
      let value = tremble * dice.normal()
      for (const part of parts) value += part(i / MOTION_RATE)
      xyz[j]! += size * value
    }
  }
}

/** g·sin(2π(pace·hertz·t + phase)) */
function sine([hertz, g]: Wave, pace: number, phase: number): (seconds: number) => number {
  return (seconds) => g * Math.sin(2 * Math.PI * (pace * hertz * seconds + phase))
}

/** A jolt each period, or one in all, ringing at 15 Hz and fading with a time constant of 60 ms. */
function jolts([hertz, g]: Wave, pace: number, onset: number): (seconds: number) => number {
  const period = hertz > 0 ? 1 / (pace * hertz) : SECONDS
  return (seconds) => {
    const since = (seconds + (1 - onset) * period) % period
    return g * Math.exp(-since / 0.06) * Math.cos(2 * Math.PI * 15 * since)
  }
}
