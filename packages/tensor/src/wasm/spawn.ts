import type * as NodeWorkers from 'node:worker_threads'
import { workerSource, type WorkerInput } from './worker-source.ts'

/** A running worker. */
export interface Spawned {
  /** Ends it without a word. */
  terminate(): void
  /** Ends it as if it had died. */
  kill(): void
}

/**
 * Starts a worker here or in a browser. `onDeath` hears of its end with the reason, never of
 * `terminate`. In Node the worker does not keep the process alive.
 */
export function spawn(input: WorkerInput, onDeath: (reason: string) => void): Spawned {
  const node = nodeWorkers()
  if (node) {
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
      terminate() {
        ended = true
        void worker.terminate()
      },
      kill: () => void worker.terminate(),
    }
  }
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }))
  const worker = new Worker(url, { name: `cmgsae ${input.thread}` })
  URL.revokeObjectURL(url)
  worker.addEventListener('error', (event) => onDeath(event.message))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(input)
  return {
    terminate: () => worker.terminate(),
    kill() {
      worker.terminate()
      onDeath('it was killed')
    },
  }
}

/** Node's worker module, reached without an import that a bundler for the web would follow. */
function nodeWorkers(): typeof NodeWorkers | undefined {
  return globalThis.process?.getBuiltinModule?.('node:worker_threads')
}
