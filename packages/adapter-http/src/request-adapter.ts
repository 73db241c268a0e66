import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { HttpAdapterError } from './errors.ts'
import { createRanges, type Range } from './ranges.ts'
import type { Sender } from './sender.ts'
import { untilAborted } from './until-aborted.ts'

export interface RequestAdapterOptions<Input> {
  readonly modality: string
  readonly modelId: string
  readonly width: number
  readonly requestSize: number
  readonly sender: Sender<Input>
}

/**
 * Cuts a call into requests of at most `requestSize` inputs and sends several at once.
 * A server that answers 413 gets half as many inputs from then on.
 */
export function requestAdapter<Input>({
  modality,
  modelId,
  width,
  requestSize,
  sender: { name, concurrency, request },
}: RequestAdapterOptions<Input>): EmbeddingAdapter<Input> {
  const disposal = new AbortController()
  let size = requestSize

  return {
    modality,
    modelId,
    width,
    limits: { maxBatch: Infinity },
    async embed(batch, { signal, onProgress } = {}) {
      disposal.signal.throwIfAborted()
      signal?.throwIfAborted()
      // Requests go out later: what the caller does to its array meanwhile changes nothing.
      const inputs = [...batch]
      const total = inputs.length
      const data = new Float32Array(total * width)
      const ranges = createRanges(total)
      const end = new AbortController()
      const stop = AbortSignal.any([disposal.signal, end.signal, ...(signal ? [signal] : [])])
      let done = 0

      async function work(): Promise<void> {
        for (let range = ranges.take(size); range; range = ranges.take(size)) {
          const vectors = await sendOrHalve(range)
          stop.throwIfAborted()
          if (vectors === undefined) {
            ranges.giveBack(range)
            continue
          }
          for (const [i, vector] of vectors.entries()) {
            demandWidth(vector, `vector ${i} of ${name}`)
            data.set(vector, (range.from + i) * width)
          }
          done += vectors.length
          onProgress?.({ done, total })
        }
      }

      async function sendOrHalve({ from, to }: Range) {
        try {
          return await request(inputs.slice(from, to), stop)
        } catch (error) {
          const tooLarge = HttpAdapterError.isInstance(error) && error.status === 413
          if (!tooLarge || to - from === 1) throw error
          size = Math.min(size, Math.ceil((to - from) / 2))
          return undefined
        }
      }

      const workers = Math.min(concurrency, Math.ceil(total / size))
      try {
        await untilAborted(stop, Promise.all(Array.from({ length: workers }, work)))
      } finally {
        end.abort()
      }
      return { rows: total, cols: width, data }
    },
    async dispose() {
      disposal.abort(new HttpAdapterError(`${modelId} is disposed: make a new adapter`))
    },
  }

  function demandWidth(vector: Float32Array, what: string): void {
    if (vector.length !== width) {
      throw new HttpAdapterError(`${what} has ${vector.length} entries, ${width} were expected`)
    }
  }
}
