import { TensorError } from '../errors.ts'
import { nextTask } from '../next-task.ts'
import { CONTROL, JOB, JOB_WORDS, WORD } from './control.ts'
import { spawn, type Spawned } from './spawn.ts'

export type Kernel = (job: number, chunk: number, thread: number) => void

/** Runs kernels on the calling thread and on workers over one shared memory. */
export interface Pool {
  readonly threads: number
  /** One less than threads. */
  readonly workers: readonly Spawned[]
  /**
   * Runs a kernel for every chunk 0 … chunks−1, in any order on any thread, with `fields` as its job.
   * @throws TensorError when a worker died or the kernel trapped
   */
  run(kernel: string, chunks: number, ...fields: readonly number[]): Promise<void>
  dispose(): void
}

/** Spinning this long is cheaper than being woken by the event loop. */
const SPIN_MS = 2

export function createPool(
  modules: readonly WebAssembly.Module[],
  memory: WebAssembly.Memory,
  threads: number,
): Pool {
  const exports: WebAssembly.Exports = Object.assign(
    {},
    ...modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }).exports),
  )
  const kernels = Object.keys(exports).filter((name) => typeof exports[name] === 'function')
  const indexOf = new Map(kernels.map((name, index) => [name, index]))
  const table = kernels.map((name) => exports[name] as Kernel)
  const words = new Int32Array(memory.buffer, CONTROL, WORD.length)
  const job = new Float64Array(memory.buffer, JOB, JOB_WORDS)
  const alone = threads === 1
  // A memory that is not shared detaches its views when it grows.
  const jobNow = () => (alone ? new Float64Array(memory.buffer, JOB, JOB_WORDS) : job)
  /** Why no kernel runs any more. */
  let broken: TensorError | undefined
  const refuse = () => {
    if (broken) throw broken
  }
  const workers: Spawned[] = []
  for (let thread = 1; thread < threads; thread++) {
    workers.push(
      spawn({ modules, memory, kernels, thread }, (reason) => {
        broken ??= new TensorError(
          `worker ${thread} of the WebAssembly pool died (${reason}); create a new backend`,
        )
      }),
    )
  }

  /** Whoever never leaves its task would else compute alone. */
  let starting: Promise<unknown> | null = Promise.all(workers.map((worker) => worker.started))

  function claim(chunks: number): number {
    for (;;) {
      const left = Atomics.load(words, WORD.remaining)
      if (left <= 0) return -1
      if (Atomics.compareExchange(words, WORD.remaining, left, left - 1) === left) {
        return chunks - left
      }
    }
  }

  async function finish(chunks: number): Promise<void> {
    const patience = performance.now() + SPIN_MS
    for (;;) {
      for (let spin = 0; spin < 200; spin++) {
        if (Atomics.load(words, WORD.done) === chunks) return
      }
      if (performance.now() > patience) break
    }
    while (Atomics.load(words, WORD.done) !== chunks) {
      refuse()
      // A death is only heard between tasks.
      await nextTask()
    }
  }

  return {
    threads,
    workers,
    async run(kernel, chunks, ...fields) {
      if (starting && chunks > 1) {
        await starting
        starting = null
      }
      refuse()
      const index = indexOf.get(kernel)!
      const call = (chunk: number) => {
        try {
          table[index]!(JOB, chunk, 0)
        } catch (cause) {
          broken ??= new TensorError(trapped(kernel, String(cause)), { cause })
        }
      }
      jobNow().set(fields)
      if (alone || chunks === 1) {
        for (let chunk = 0; chunk < chunks; chunk++) call(chunk)
      } else {
        Atomics.store(words, WORD.kernel, index)
        Atomics.store(words, WORD.done, 0)
        Atomics.store(words, WORD.chunks, chunks)
        Atomics.store(words, WORD.remaining, chunks)
        Atomics.add(words, WORD.signal, 1)
        Atomics.notify(words, WORD.signal)
        for (let chunk = claim(chunks); chunk >= 0; chunk = claim(chunks)) {
          call(chunk)
          Atomics.add(words, WORD.done, 1)
        }
        await finish(chunks)
        if (Atomics.load(words, WORD.failed)) {
          broken ??= new TensorError(trapped(kernel, 'in a worker'))
        }
      }
      refuse()
    },
    dispose() {
      if (!alone) {
        Atomics.store(words, WORD.quit, 1)
        Atomics.add(words, WORD.signal, 1)
        Atomics.notify(words, WORD.signal)
      }
      for (const worker of workers) worker.terminate()
    },
  }
}

const trapped = (kernel: string, why: string) =>
  `the kernel ${kernel} trapped (${why}); create a new backend`
