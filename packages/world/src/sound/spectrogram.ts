import { WorldError } from '../errors.ts'
import { SAMPLE_RATE } from './voice.ts'

const WINDOW = 1024
const LOWEST = 50

export interface SpectrogramOptions {
  /** Moments, evenly over the sound; default 96. */
  readonly frames?: number
  /** Bands of equal ratio from 50 Hz to half of `SAMPLE_RATE`; default 48. */
  readonly bands?: number
}

/** Row-major frames×bands, in dB below the loudest entry, no less than −80. */
export interface Spectrogram {
  readonly frames: number
  readonly bands: number
  readonly data: Float32Array
}

/**
 * How strong each band of a sound at `SAMPLE_RATE` is over time, in windows of 64 ms.
 * @throws WorldError for a sound shorter than a window
 */
export function spectrogram(
  sound: Float32Array,
  { frames = 96, bands = 48 }: SpectrogramOptions = {},
): Spectrogram {
  if (sound.length < WINDOW) {
    throw new WorldError(`the sound has ${sound.length} samples; it must have ${WINDOW} or more`)
  }
  const edges = Array.from({ length: bands + 1 }, (_, b) => {
    const hertz = LOWEST * (SAMPLE_RATE / 2 / LOWEST) ** (b / bands)
    return Math.min(WINDOW / 2, Math.round((hertz * WINDOW) / SAMPLE_RATE))
  })
  const data = new Float32Array(frames * bands)
  for (let f = 0; f < frames; f++) {
    const from = Math.round(((sound.length - WINDOW) * f) / Math.max(1, frames - 1))
    const power = powerSpectrum(sound.subarray(from, from + WINDOW))
    for (let b = 0; b < bands; b++) {
      // Narrow bands share a bin with their neighbours.
      const bins = power.subarray(edges[b]!, Math.max(edges[b]! + 1, edges[b + 1]!))
      data[f * bands + b] = bins.reduce((sum, value) => sum + value, 0) / bins.length
    }
  }
  const loudest = data.reduce((a, b) => Math.max(a, b), 1e-20)
  for (let i = 0; i < data.length; i++) {
    data[i] = Math.max(-80, 10 * Math.log10(data[i]! / loudest + 1e-20))
  }
  return { frames, bands, data }
}

/** Power at 0 Hz and the multiples of `SAMPLE_RATE` / length, under a Hann window; length 2ᵏ. */
export function powerSpectrum(signal: Float32Array): Float64Array {
  const size = signal.length
  const re = new Float64Array(size)
  const im = new Float64Array(size)
  const bits = Math.log2(size)
  for (let i = 0; i < size; i++) {
    let j = 0
    for (let b = 0; b < bits; b++) j |= ((i >> b) & 1) << (bits - 1 - b)
    re[j] = signal[i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
  }
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k++) {
      const angle = (-Math.PI * k) / half
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      for (let a = k; a < size; a += 2 * half) {
        const b = a + half
        const [x, y] = [re[b]! * c - im[b]! * s, re[b]! * s + im[b]! * c]
        re[b] = re[a]! - x
        im[b] = im[a]! - y
        re[a] = re[a]! + x
        im[a] = im[a]! + y
      }
    }
  }
  const power = new Float64Array(size / 2 + 1)
  for (let i = 0; i < power.length; i++) power[i] = re[i]! ** 2 + im[i]! ** 2
  return power
}
