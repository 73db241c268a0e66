import type { Worker } from 'node:worker_threads'
import { AdapterError } from '@cmgsae/adapter'
import type { FeatureMaker } from './feature-maker.ts'
import type { FeatureAnswer, FeatureRequest } from './feature-worker.ts'
import type { SoundFeatures } from './sound-features.ts'
import type { WindowFormat } from './window-format.ts'

/** Each holds one decoded sound at a time, which bounds the memory. */
const MOST_THREADS = 4

/**
 * A pool of threads, each with one sound at a time; undefined outside Node. They start as sounds
 * come and do not keep the process alive. `make` rejects with what is no AdapterError where they
 * cannot run.
 */
export function featureThreads(format: WindowFormat): FeatureMaker | undefined {
  const node = globalThis.process?.getBuiltinModule
  if (!node) return undefined
  const threads = node('node:worker_threads')
  const { once } = node('node:events')
  const most = Math.min(MOST_THREADS, node('node:os').availableParallelism())

  const workers = new Set<Worker>()
  const idle: Worker[] = []
  const waiting: ((worker: Worker) => void)[] = []

  function start(): Worker {
    // Beside this file, as it is in the sources and in the built package.
    const file = `./feature-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`
    const options = { workerData: format, name: 'cmgsae sounds', execArgv: [] }
    const worker = new threads.Worker(new URL(file, import.meta.url), options)
    worker.unref()
    workers.add(worker)
    return worker
  }

  function acquire(): Worker | Promise<Worker> {
    const free = idle.pop() ?? (workers.size < most ? start() : undefined)
    return free ?? new Promise((resolve) => waiting.push(resolve))
  }

  function release(worker: Worker): void {
    const next = waiting.shift()
    if (next) next(workers.has(worker) ? worker : start())
    else if (workers.has(worker)) idle.push(worker)
  }

  async function make(request: FeatureRequest, signal: AbortSignal): Promise<SoundFeatures> {
    const worker = await acquire()
    try {
      signal.throwIfAborted()
      worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(request)
      const [answer] = (await once(worker, 'message').catch((error: unknown) => {
        workers.delete(worker)
        throw error
      })) as [FeatureAnswer]
      worker.unref()
      if ('refusal' in answer) throw new AdapterError(answer.refusal)
      return answer.features
    } finally {
      release(worker)
    }
  }

  return {
    make: (raw, name, signal) => orAbort(make({ raw, name }, signal), signal),
    async close() {
      await Promise.all([...workers].map((worker) => worker.terminate()))
    },
  }
}

/** What the promise gives, or the signal's reason if it aborts before. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
