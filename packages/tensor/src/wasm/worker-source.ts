import { CONTROL, JOB, WORD } from './control.ts'

/** What a worker receives. */
export interface WorkerInput {
  readonly modules: readonly WebAssembly.Module[]
  readonly memory: WebAssembly.Memory
  readonly kernels: readonly string[]
  readonly thread: number
}

/**
 * The worker's program as text, so that it starts alike in Node, in browsers and from any bundle. A
 * chunk is claimed by decreasing `remaining`; whoever has claimed one may rely on the job's words
 * until it reports the chunk done. Idle workers spin for a moment, as the next kernel of a step is
 * a few microseconds away, then sleep.
 */
export const workerSource = `'use strict'
const work = ({ modules, memory, kernels, thread }) => {
  const instances = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }))
  const exports = Object.assign({}, ...instances.map((instance) => instance.exports))
  const table = kernels.map((name) => exports[name])
  const words = new Int32Array(memory.buffer, ${CONTROL}, ${WORD.length})
  const claim = () => {
    for (;;) {
      const left = Atomics.load(words, ${WORD.remaining})
      if (left <= 0) return -1
      if (Atomics.compareExchange(words, ${WORD.remaining}, left, left - 1) === left)
        return Atomics.load(words, ${WORD.chunks}) - left
    }
  }
  let seen = 0
  while (Atomics.load(words, ${WORD.quit}) === 0) {
    for (let chunk = claim(); chunk >= 0; chunk = claim()) {
      try {
        table[Atomics.load(words, ${WORD.kernel})](${JOB}, chunk, thread)
      } catch {
        Atomics.store(words, ${WORD.failed}, 1)
      }
      Atomics.add(words, ${WORD.done}, 1)
      Atomics.notify(words, ${WORD.done})
    }
    let spins = 0
    while (Atomics.load(words, ${WORD.signal}) === seen) {
      if (++spins > 200000) Atomics.wait(words, ${WORD.signal}, seen)
    }
    seen = Atomics.load(words, ${WORD.signal})
  }
}
if (typeof WorkerGlobalScope === 'undefined') work(require('node:worker_threads').workerData)
else self.onmessage = ({ data }) => { self.postMessage('started'); work(data); self.close() }
`
