import type * as NodeWorkers from 'node:worker_threads'
import { TensorError } from '../errors.ts'
import { workerSource, type WorkerInput } from './worker-source.ts'

/** A running worker. */
export interface Spawned {
  /** Resolves when it runs, or is known never to. Browsers start workers only between tasks. */
  readonly started: Promise<void>
  /** Ends it without a word. */
  terminate(): void
  /** Ends it as if it had died. */
  kill(): void
}

/** Whether workers can be started: not in Node before 20.16, nor in a service worker. */
export function canSpawn(): boolean {
  return nodeWorkers() !== undefined || typeof Worker !== 'undefined'
}

/**
 * Starts a worker here or in a browser. `onDeath` hears of its end with the reason, never of
 * `terminate`. In Node the worker does not keep the process alive.
 * @throws TensorError where this process or page may not start one
 */
export function spawn(input: WorkerInput, onDeath: (reason: string) => void): Spawned {
  const node = nodeWorkers()
  try {
    return node ? spawnThread(node, input, onDeath) : spawnWebWorker(input, onDeath)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TensorError(`a worker cannot be started (${reason}): use one thread`, { cause })
  }
}

function spawnThread(
  node: typeof NodeWorkers,
  input: WorkerInput,
  onDeath: (reason: string) => void,
): Spawned {
  const worker = new node.Worker(workerSource, {
    eval: true,
    workerData: input,
    name: `cmgsae ${input.thread}`,
    execArgv: [],
  })
  worker.unref()
  let ended = false
  worker.on('error', (error) => onDeath(String(error)))
  worker.on('exit', (code) => {
    if (!ended) onDeath(`it ended with code ${code}`)
  })
  return {
    started: Promise.resolve(),
    terminate() {
      ended = true
      void worker.terminate()
    },
    kill: () => void worker.terminate(),
  }
}

function spawnWebWorker(input: WorkerInput, onDeath: (reason: string) => void): Spawned {
  const worker = new Worker(sourceUrl(), { name: `cmgsae ${input.thread}` })
  const started = new Promise<void>((resolve) => {
    worker.addEventListener('message', () => resolve())
    // A worker that was never loaded gives an event without a message.
    worker.addEventListener('error', ({ message }) => {
      onDeath(message || NOT_LOADED)
      resolve()
    })
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(input)
  return {
    started,
    terminate: () => worker.terminate(),
    kill() {
      worker.terminate()
      onDeath('it was killed')
    },
  }
}

const NOT_LOADED =
  'it could not be loaded: a Content-Security-Policy must allow worker-src blob:, or use one thread'

let url: string | undefined

/** One for the page: a worker loads its source after `new Worker` has returned. */
function sourceUrl(): string {
  return (url ??= URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' })))
}

/** Node's worker module, reached without an import that a bundler for the web would follow. */
function nodeWorkers(): typeof NodeWorkers | undefined {
  return globalThis.process?.getBuiltinModule?.('node:worker_threads')
}
