import { adapterOf, AdapterError } from '@cmgsae/adapter'

/** Accelerations x, y, z, x, y, z, … in g, `rate` of these triples a second. */
export interface Trace {
  readonly rate: number
  readonly xyz: Float32Array
}

const LAGS = Array.from({ length: 12 }, (_, i) => i / 10)
const width = 3 * (1 + LAGS.length)
export const motionTraces = () =>
  adapterOf({ modality: 'motion', modelId: 'autocovariance-12x0.1s', width, vectorOf })

/** Of each axis the mean, and how it goes with itself 0, 0.1, … 1.1 s later; scaled to length 1. */
function vectorOf({ rate, xyz }: Trace): number[] {
  const n = xyz.length / 3
  if (!(rate > 0 && n >= 2 * rate && Number.isInteger(n) && xyz.every(Number.isFinite))) {
    throw new AdapterError(`a trace of ${n} triples at ${rate} Hz: give 2 s or more, all finite`)
  }
  const features = [0, 1, 2].flatMap((axis) => {
    const values = xyz.filter((_, j) => j % 3 === axis)
    const mean = values.reduce((a, b) => a + b) / n
    const covariances = LAGS.map((seconds) => {
      const later = values.subarray(Math.round(seconds * rate))
      return later.reduce((sum, v, i) => sum + (v - mean) * (values[i]! - mean), 0) / later.length
    })
    return [mean, ...covariances.map((c) => Math.sign(c) * Math.sqrt(Math.abs(c)))]
  })
  const length = Math.hypot(...features) || 1
  return features.map((feature) => feature / length)
}
