import { AdapterError, type EmbeddingAdapter } from '@cmgsae/adapter'

/** Accelerations x, y, z, x, y, z, … in g, `rate` of these triples a second. */
export interface Trace {
  readonly rate: number
  readonly xyz: Float32Array
}

const LAGS = Array.from({ length: 12 }, (_, i) => i / 10)
const WIDTH = 3 * (1 + LAGS.length)

/** Of each axis the mean, and how it goes with itself 0, 0.1, … 1.1 s later; scaled to length 1. */
function describe({ rate, xyz }: Trace): number[] {
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

export function motionTraces(): EmbeddingAdapter<Trace> {
  let disposed = false
  return {
    modality: 'motion',
    modelId: 'autocovariance-12x0.1s',
    width: WIDTH,
    limits: { maxBatch: Infinity },
    async embed(batch, { signal, onProgress } = {}) {
      if (disposed) throw new AdapterError('motion: disposed, make a new adapter')
      const data = new Float32Array(batch.length * WIDTH)
      for (const [i, trace] of batch.entries()) {
        signal?.throwIfAborted()
        data.set(describe(trace), i * WIDTH)
        onProgress?.({ done: i + 1, total: batch.length })
      }
      return { rows: batch.length, cols: WIDTH, data }
    },
    async dispose() {
      disposed = true
    },
  }
}
