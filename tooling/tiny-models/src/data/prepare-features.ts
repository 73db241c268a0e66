import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DualEncoder } from '../encoders/index.ts'
import type { FeatureTask } from './feature-worker.ts'
import { worldFingerprint } from './fingerprint.ts'
import { storedArray, type StoredArray } from './stored-type.ts'

export interface PrepareOptions {
  readonly seed: number
  /** Numbers of the world's samples. */
  readonly samples: readonly number[]
  /** Where prepared shards stay for the next run. */
  readonly cache: string
  readonly workers?: number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Samples of one file of the cache. */
const SHARD = 512

/**
 * What the processors of transformers.js make of samples, one after the other: drawn, played and
 * processed once, in worker threads, and kept on disk under the world's fingerprint.
 * @throws signal.reason when the signal aborts; finished shards stay
 */
export async function prepareFeatures(
  encoder: DualEncoder,
  { seed, samples, cache, workers = 2, signal, onProgress }: PrepareOptions,
): Promise<StoredArray> {
  const { shape, stored } = encoder.sensor
  const size = shape.reduce((a, b) => a * b, 1)
  const features = storedArray(stored, samples.length * size)
  const settings = JSON.stringify([encoder.preprocessor, shape, stored, worldFingerprint()])
  await mkdir(cache, { recursive: true })

  const shards = Array.from({ length: Math.ceil(samples.length / SHARD) }, (_, i) => i * SHARD)
  const queue = shards.values()
  let done = 0
  const work = async () => {
    // A worker is started by the first shard that is not on disk.
    let worker: Worker | undefined
    try {
      for (const from of queue) {
        signal?.throwIfAborted()
        const task = { seed, samples: samples.slice(from, from + SHARD) }
        const key = createHash('sha256').update(settings).update(JSON.stringify(task)).digest('hex')
        const path = join(cache, `${encoder.name}-${key.slice(0, 24)}.bin`)
        const content = await readFile(path).catch(() => undefined)
        if (content) features.set(storedArray(stored, Uint8Array.from(content).buffer), from * size)
        else {
          worker ??= new Worker(new URL('feature-worker.ts', import.meta.url), {
            workerData: { name: encoder.name },
          })
          const buffer = await request(worker, task, signal)
          features.set(storedArray(stored, buffer), from * size)
          await writeFile(`${path}.partial`, new Uint8Array(buffer))
          await rename(`${path}.partial`, path)
        }
        onProgress?.((done += task.samples.length), samples.length)
      }
    } finally {
      await worker?.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, shards.length) }, work))
  return features
}

function request(
  worker: Worker,
  task: FeatureTask,
  signal: AbortSignal | undefined,
): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      signal?.removeEventListener('abort', abort)
      worker.removeAllListeners()
      finish()
    }
    const abort = () => settle(() => reject(signal!.reason))
    signal?.addEventListener('abort', abort)
    worker.on('message', (buffer: ArrayBuffer) => settle(() => resolve(buffer)))
    worker.on('error', (error) => settle(() => reject(error)))
    worker.postMessage(task, [])
  })
}
