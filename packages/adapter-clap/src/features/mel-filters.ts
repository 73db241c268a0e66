import type { WindowFormat } from './window-format.ts'

/** A triangle over the bins of a spectrum: weight i belongs to bin first + i. */
export interface MelFilter {
  readonly first: number
  readonly weights: Float64Array
}

/**
 * Mel filters as librosa makes them by default: edges at equal steps of Slaney's mel scale, linear
 * below 1 kHz and logarithmic above, and triangles of equal area (Slaney 1998, Auditory Toolbox).
 */
export function melFilters(format: WindowFormat): MelFilter[] {
  const { sampleRate, frame, bands, lowest, highest } = format
  const [from, to] = [toMel(lowest), toMel(highest)]
  const edge = (i: number) => toHertz(from + ((to - from) * i) / (bands + 1))
  const width = sampleRate / frame
  return Array.from({ length: bands }, (_, band) => {
    const [left, centre, right] = [edge(band), edge(band + 1), edge(band + 2)]
    const first = Math.ceil(left / width)
    const last = Math.min(Math.floor(right / width), frame / 2)
    const weights = Float64Array.from({ length: Math.max(0, last - first + 1) }, (__, i) => {
      const frequency = (first + i) * width
      const rising = (frequency - left) / (centre - left)
      const falling = (right - frequency) / (right - centre)
      return (Math.min(rising, falling) * 2) / (right - left)
    })
    return { first, weights }
  })
}

const LINEAR = 200 / 3
const KNEE = 1000 / LINEAR
const STEP = Math.log(6.4) / 27

function toMel(hertz: number): number {
  return hertz < 1000 ? hertz / LINEAR : KNEE + Math.log(hertz / 1000) / STEP
}

function toHertz(mel: number): number {
  return mel < KNEE ? mel * LINEAR : 1000 * Math.exp((mel - KNEE) * STEP)
}
