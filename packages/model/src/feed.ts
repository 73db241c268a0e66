import type { Matrix } from '@cmgsae/tensor'
import { fillPortion, isStreamed, type Embeddings, type Portion } from './row-source.ts'

/** Portions that are read while those before are worked on. */
const AHEAD = 3

/** Hands out samples, portion by portion. */
export interface Feed {
  /**
   * The next portion, which is valid until the one after is asked for. With a signal, waiting ends
   * with its reason.
   */
  next(signal?: AbortSignal): Promise<Portion>
  /** Milliseconds spent waiting in `next`; 0 in memory. */
  readonly waited: number
}

/**
 * Feeds the samples of a schedule of row lists, none longer than `longest`. What is streamed is asked
 * for some portions ahead, into buffers that go round.
 */
export function createFeed(
  embeddings: readonly Embeddings[],
  schedule: Iterator<Uint32Array>,
  longest: number,
): Feed {
  if (!embeddings.some(isStreamed)) {
    const matrices = embeddings as Matrix[]
    return { next: async () => ({ matrices, rows: schedule.next().value! }), waited: 0 }
  }
  const idle: Float32Array[][] = Array.from({ length: AHEAD + 1 }, () =>
    embeddings.map(({ cols }) => new Float32Array(longest * cols)),
  )
  const queue: { readonly buffers: Float32Array[]; readonly portion: Promise<Portion> }[] = []
  let handedOut: Float32Array[] | undefined
  let waited = 0

  function ask(): void {
    while (idle.length > 0) {
      const { value: rows, done } = schedule.next()
      if (done) return
      const buffers = idle.pop()!
      const portion = fillPortion(embeddings, rows, buffers)
      // Whoever takes this portion hears of it; nobody may, where training ends before.
      portion.catch(() => undefined)
      queue.push({ buffers, portion })
    }
  }

  return {
    async next(signal) {
      if (handedOut) idle.push(handedOut)
      ask()
      const { buffers, portion } = queue.shift()!
      handedOut = buffers
      const start = performance.now()
      try {
        return await orAborted(portion, signal)
      } finally {
        waited += performance.now() - start
      }
    },
    get waited() {
      return waited
    },
  }
}

/** Settles as the promise does, or rejects with the signal's reason if that comes first. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a signal may hold any reason
    const stop = () => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
