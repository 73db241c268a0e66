import { fft } from './fft.ts'
import { melFilters } from './mel-filters.ts'
import type { WindowFormat } from './window-format.ts'

/** Power below which all is silence: −100 dB. */
const FLOOR = 1e-10

/**
 * Makes a function from one window of samples to its log-mel spectrogram in dB, frames×bands
 * row-major, as CLAP's feature extractor computes it without fusion: frames around every hop, under
 * a periodic Hann window, with the sound mirrored at both ends.
 */
export function melSpectrogram(
  format: WindowFormat,
): (window: Float32Array) => Float32Array<ArrayBuffer> {
  const { length, frame, hop, bands } = format
  const transform = fft(frame)
  const filters = melFilters(format)
  const hann = Float64Array.from(
    { length: frame },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frame),
  )
  const frames = Math.floor(length / hop) + 1
  const mirrored = new Float32Array(length + frame)
  const real = new Float64Array(frame)
  const imaginary = new Float64Array(frame)
  const power = new Float64Array(frame / 2 + 1)

  function write(out: Float32Array, at: number): void {
    for (let band = 0; band < bands; band++) {
      const { first, weights } = filters[band]!
      let sum = 0
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!
      out[at + band] = 10 * Math.log10(Math.max(FLOOR, sum))
    }
  }

  return (window) => {
    mirror(window, frame / 2, mirrored)
    const out = new Float32Array(frames * bands)
    // Two frames in one transform, as its real and its imaginary part.
    for (let row = 0; row < frames; row += 2) {
      const pair = row + 1 < frames
      for (let i = 0; i < frame; i++) {
        real[i] = hann[i]! * mirrored[row * hop + i]!
        imaginary[i] = pair ? hann[i]! * mirrored[(row + 1) * hop + i]! : 0
      }
      transform(real, imaginary)
      powerOf(real, imaginary, 1, power)
      write(out, row * bands)
      if (!pair) break
      powerOf(real, imaginary, -1, power)
      write(out, (row + 1) * bands)
    }
    return out
  }
}

/**
 * |X|² of the real sequence (sign 1) or the imaginary one (sign −1) in Z = X + iY: with Z* mirrored,
 * 2X = Z + Z* and 2iY = Z − Z*.
 */
function powerOf(
  real: Float64Array,
  imaginary: Float64Array,
  sign: 1 | -1,
  power: Float64Array,
): void {
  const mask = real.length - 1
  for (let k = 0; k < power.length; k++) {
    const j = (real.length - k) & mask
    const re = real[k]! + sign * real[j]!
    const im = imaginary[k]! - sign * imaginary[j]!
    power[k] = (re * re + im * im) / 4
  }
}

/** The samples, with `edge` more at each end that mirror those beside it; a short sound echoes. */
function mirror(samples: Float32Array, edge: number, out: Float32Array): void {
  const last = samples.length - 1
  const period = Math.max(1, 2 * last)
  out.set(samples, edge)
  for (let i = 1; i <= edge; i++) {
    const offset = i % period
    const inside = offset <= last ? offset : period - offset
    out[edge - i] = samples[inside]!
    out[edge + last + i] = samples[last - inside]!
  }
}
