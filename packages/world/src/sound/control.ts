import { at, type Contour } from './contour.ts'
import { SAMPLE_RATE } from './voice.ts'

/** Contours are evaluated once in so many samples (2 ms), and run straight between. */
export const CONTROL = 32

/** Values of a contour at every `CONTROL`-th of `length` samples, and one beyond. */
export function controlValues(contour: Contour, length: number): Float64Array {
  const values = new Float64Array(Math.ceil(length / CONTROL) + 1)
  for (let i = 0; i < values.length; i++) values[i] = at(contour, (i * CONTROL) / SAMPLE_RATE)
  return values
}

/** Multiplies the signal by a contour, in place. */
export function shaped(signal: Float32Array, contour: Contour): Float32Array {
  const values = controlValues(contour, signal.length)
  for (let i = 0; i < signal.length; i++) {
    const k = Math.trunc(i / CONTROL)
    const part = (i % CONTROL) / CONTROL
    signal[i] = signal[i]! * (values[k]! + part * (values[k + 1]! - values[k]!))
  }
  return signal
}
