import { AdapterError, type EmbedOptions, type EmbeddingAdapter } from '@cmgsae/adapter'
import { unitRows } from './unit-rows.ts'

export interface BatchedAdapterOptions<Input, Prepared> {
  readonly modality: string
  readonly modelId: string
  /** Length d of the vectors. */
  readonly width: number
  /** Inputs of one run of the model; `checkBatchSize` has passed it. */
  readonly batchSize: number
  /**
   * Decodes inputs to what the model takes. The next batch is prepared while this one is in the
   * model. `offset` is the place of the first input in the caller's batch, for messages.
   * @throws AdapterError that names an input it cannot read
   */
  prepare(
    inputs: readonly Input[],
    context: { readonly offset: number; readonly signal: AbortSignal },
  ): Promise<Prepared>
  /**
   * The vectors (n×d) of a prepared batch, of any length: they are scaled to 1 afterwards. The
   * signal is for those who run the model more than once.
   */
  run(prepared: Prepared, context: { readonly signal: AbortSignal }): Promise<Float32Array>
  /** Frees the model; called once, when nothing runs. */
  dispose(): Promise<unknown>
}

/**
 * An adapter that cuts its inputs into batches of `batchSize`, hears an abort between them and
 * gives vectors of unit length.
 */
export function batchedAdapter<Input, Prepared>({
  modality,
  modelId,
  width,
  batchSize,
  prepare,
  run,
  dispose,
}: BatchedAdapterOptions<Input, Prepared>): EmbeddingAdapter<Input> {
  const disposed = new AbortController()
  const running = new Set<Promise<unknown>>()

  async function embed(inputs: readonly Input[], { signal, onProgress }: EmbedOptions) {
    const stop = signal ? AbortSignal.any([disposed.signal, signal]) : disposed.signal
    const total = inputs.length
    const data = new Float32Array(total * width)
    const prepareFrom = (from: number) => {
      const next = prepare(inputs.slice(from, from + batchSize), { offset: from, signal: stop })
      // It is awaited only after the batch before it, which may fail first.
      next.catch(() => {})
      return next
    }
    stop.throwIfAborted()
    let next = total > 0 ? prepareFrom(0) : undefined
    for (let from = 0; from < total; from += batchSize) {
      const to = Math.min(total, from + batchSize)
      const prepared = await next!
      stop.throwIfAborted()
      next = to < total ? prepareFrom(to) : undefined
      const vectors = await run(prepared, { signal: stop })
      stop.throwIfAborted()
      if (vectors.length !== (to - from) * width) {
        throw new AdapterError(
          `${modelId}: ${vectors.length} values for ${to - from} inputs, ${(to - from) * width} expected: config.json and the graph are of two models`,
        )
      }
      unitRows(vectors, width, (row) => `${modality} ${from + row}`)
      data.set(vectors, from * width)
      onProgress?.({ done: to, total })
    }
    return { rows: total, cols: width, data }
  }

  return {
    modality,
    modelId,
    width,
    limits: { maxBatch: Infinity },
    async embed(inputs, options = {}) {
      const call = embed([...inputs], options)
      running.add(call)
      try {
        return await call
      } finally {
        running.delete(call)
      }
    },
    async dispose() {
      if (disposed.signal.aborted) return
      disposed.abort(
        new AdapterError(`${modelId}: disposed; make a new ${modality} adapter to embed again`),
      )
      await Promise.allSettled(running)
      await dispose()
    },
  }
}

/** @throws AdapterError for a size that is no positive integer */
export function checkBatchSize(batchSize: number): void {
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new AdapterError(`batchSize is ${batchSize}, it must be a positive integer`)
  }
}
