import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** What a rendering thread has to know. */
export interface RenderJob {
  readonly folder: string
  readonly seed: number
  /** Width and height of the pictures, in pixels. */
  readonly size: number
}

export interface RenderOptions extends RenderJob {
  /** Numbers of the samples to render. */
  readonly samples: readonly number[]
  readonly signal: AbortSignal
  /** Called with how many more files are whole. */
  readonly onRendered: (count: number) => void
}

/** Samples a thread is given at a time: what an interruption waits for. */
const CHUNK = 8

/**
 * Writes the pictures and sounds of samples, on every core.
 * @throws signal.reason on an abort, else what went wrong in a thread
 */
export async function renderSamples(options: RenderOptions): Promise<void> {
  const { folder, seed, size, samples, signal, onRendered } = options
  let next = 0
  const lane = async () => {
    const worker = startWorker({ folder, seed, size })
    try {
      while (next < samples.length) {
        signal.throwIfAborted()
        const chunk = samples.slice(next, next + CHUNK)
        next += chunk.length
        const reply = once(worker, 'message')
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(chunk)
        await reply
        onRendered(chunk.length)
      }
    } catch (error) {
      next = samples.length
      throw error
    } finally {
      await worker.terminate()
    }
  }
  const lanes = Math.min(availableParallelism(), Math.ceil(samples.length / CHUNK))
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

function startWorker(workerData: RenderJob): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new Worker(new URL(`./render-worker.${extension}`, import.meta.url), { workerData })
}
