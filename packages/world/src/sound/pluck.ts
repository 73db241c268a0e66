import type { Dice } from '../dice.ts'
import { silence } from './signal.ts'
import { SAMPLE_RATE } from './voice.ts'

export interface PluckOptions {
  readonly seconds: number
  readonly hertz: number
  /** Seconds until it has fallen to 1/e. */
  readonly fall: number
  /** From 0, dull, to 1, bright; default 0.5. */
  readonly brightness?: number
  readonly dice: Dice
}

/** A plucked string after Karplus and Strong (1983): noise that circles through a delay and dulls. */
export function pluck({
  seconds,
  hertz,
  fall,
  brightness = 0.5,
  dice,
}: PluckOptions): Float32Array {
  const out = silence(seconds)
  // The averaging of neighbours delays by half a sample.
  const period = SAMPLE_RATE / hertz - 0.5
  const whole = Math.floor(period)
  const part = period - whole
  const loop = new Float32Array(whole + 2)
  let dull = 0
  for (let i = 0; i < loop.length; i++) {
    dull += (0.2 + 0.8 * brightness) * (2 * dice.uniform() - 1 - dull)
    loop[i] = dull
  }
  // What is not a vibration would stay in the loop longest.
  const mean = loop.reduce((sum, value) => sum + value, 0) / loop.length
  for (let i = 0; i < loop.length; i++) loop[i] = loop[i]! - mean
  const keep = Math.exp(-1 / (fall * hertz))
  let position = 0
  const size = loop.length
  let last = 0
  for (let i = 0; i < out.length; i++) {
    const a = loop[(position + size - whole) % size]!
    const b = loop[(position + size - whole - 1) % size]!
    const y = a + part * (b - a)
    loop[position] = keep * 0.5 * (y + last)
    last = y
    position = (position + 1) % size
    out[i] = y
  }
  return out
}
