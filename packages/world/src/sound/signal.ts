import { SAMPLE_RATE, SECONDS } from './voice.ts'

export const silence = (seconds: number): Float32Array =>
  new Float32Array(Math.round(seconds * SAMPLE_RATE))

export interface MixOptions {
  /** Where the source begins, in seconds; what reaches beyond the target is cut off. */
  readonly at: number
  readonly gain?: number
}

/** Adds the source to the target. */
export function mixInto(
  target: Float32Array,
  source: Float32Array,
  { at, gain = 1 }: MixOptions,
): void {
  const from = Math.round(at * SAMPLE_RATE)
  const count = Math.min(source.length, target.length - from)
  for (let i = Math.max(0, -from); i < count; i++) {
    target[from + i] = target[from + i]! + gain * source[i]!
  }
}

/** In place. */
export function scale(signal: Float32Array, gain: number): Float32Array {
  for (let i = 0; i < signal.length; i++) signal[i] = signal[i]! * gain
  return signal
}

/** Scales to a peak, in place; silence stays silent. */
export function normalise(signal: Float32Array, peak: number): Float32Array {
  let largest = 0
  for (let i = 0; i < signal.length; i++) largest = Math.max(largest, Math.abs(signal[i]!))
  return largest > 0 ? scale(signal, peak / largest) : signal
}

/** Root of the mean square. */
export function strength(signal: Float32Array): number {
  let sum = 0
  for (let i = 0; i < signal.length; i++) sum += signal[i]! ** 2
  return Math.sqrt(sum / signal.length)
}

/** Sounds that begin at times of their own, in one signal of a sample's length. */
export function sequence(
  events: Iterable<readonly [at: number, sound: Float32Array]>,
): Float32Array {
  const out = silence(SECONDS)
  for (const [at, sound] of events) mixInto(out, sound, { at })
  return out
}
