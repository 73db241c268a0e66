import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DualEncoder } from '../encoders/index.ts'
import type { FeatureTask } from './feature-worker.ts'
import { storedArray, type StoredArray } from './stored-type.ts'

export interface PrepareOptions {
  readonly seed: number
  /** Numbers of the world's samples. */
  readonly samples: readonly number[]
  /** Of the world, so that shards of another one are not taken. */
  readonly fingerprint: string
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
  { seed, samples, fingerprint, cache, workers = 2, signal, onProgress }: PrepareOptions,
): Promise<StoredArray> {
  const { shape, stored } = encoder.sensor
  const size = shape.reduce((a, b) => a * b, 1)
  const features = storedArray(stored, samples.length * size)
  const settings = JSON.stringify([encoder.preprocessor, shape, stored, fingerprint])
  await mkdir(cache, { recursive: true })

  const shards = Array.from({ length: Math.ceil(samples.length / SHARD) }, (_, i) => i * SHARD)
  const queue = shards.values()
  let done = 0
  const work = async () => {
    for (const from of queue) {
      signal?.throwIfAborted()
      const task = { name: encoder.name, seed, samples: samples.slice(from, from + SHARD) }
      const key = createHash('sha256').update(settings).update(JSON.stringify(task)).digest('hex')
      const path = join(cache, `${encoder.name}-${key.slice(0, 24)}.bin`)
      let content: Uint8Array | undefined = await readFile(path).catch(() => undefined)
      if (!content) {
        content = await extractInWorker(task, signal)
        await writeFile(`${path}.partial`, content)
        await rename(`${path}.partial`, path)
      }
      features.set(storedArray(stored, Uint8Array.from(content).buffer), from * size)
      onProgress?.((done += task.samples.length), samples.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, shards.length) }, work))
  return features
}

/** A worker for each shard: it lives for seconds, and there is no protocol to get wrong. */
function extractInWorker(task: FeatureTask, signal: AbortSignal | undefined): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const url = new URL('feature-worker.ts', import.meta.url)
    const worker = new Worker(url, { workerData: task })
    const abort = () => {
      reject(signal!.reason)
      void worker.terminate()
    }
    signal?.addEventListener('abort', abort)
    worker.on('message', (buffer: ArrayBuffer) => resolve(new Uint8Array(buffer)))
    worker.on('error', reject)
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort)
      // Without effect where the worker has answered.
      reject(new Error(`the worker for samples from ${task.samples[0]} ended with ${code}`))
    })
  })
}
