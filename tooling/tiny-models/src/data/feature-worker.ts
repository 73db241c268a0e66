import { parentPort, workerData } from 'node:worker_threads'
import { createWorld } from '@cmgsae/world'
import { encoders } from '../encoders/index.ts'
import { createExtract } from './extract.ts'
import { storedArray } from './stored-type.ts'

/** Samples of a world, by number, and the encoder that they are prepared for. */
export interface FeatureTask {
  readonly name: string
  readonly seed: number
  readonly samples: readonly number[]
}

// Sends back the prepared inputs, one after the other, in the type in which they are stored.
const { name, seed, samples } = workerData as FeatureTask
const encoder = encoders[name as keyof typeof encoders]
const extract = createExtract(encoder)
const { shape, stored } = encoder.sensor
const size = shape.reduce((a, b) => a * b, 1)
const world = createWorld({ seed })
const result = storedArray(stored, samples.length * size)
for (const [i, n] of samples.entries()) {
  const features = await extract(world.sample(n))
  if (features.length !== size) {
    throw new RangeError(`sample ${n} gave ${features.length} features, the tower takes ${size}`)
  }
  for (let j = 0; j < size; j++) {
    result[i * size + j] = Math.round((features[j]! - stored.offset) / stored.scale)
  }
}
parentPort!.postMessage(result.buffer, [result.buffer as ArrayBuffer])
