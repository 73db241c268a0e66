import type { EmbeddingAdapter } from './embedding-adapter.ts'
import { AdapterError } from './errors.ts'
import { createLifetime } from './lifetime.ts'

export interface AdapterOfOptions<Input> {
  readonly modality: string
  /** Which weights, or which formula, make the vectors; change it when the vectors change. */
  readonly modelId: string
  /** Length d of the vectors. */
  readonly width: number
  /**
   * The vector (d finite values) of one input, which it leaves as it was.
   * @throws AdapterError that names the bad value, for an input it cannot read
   */
  vectorOf(input: Input): ArrayLike<number> | Promise<ArrayLike<number>>
}

/**
 * An adapter from a function of one input. For a model that is quicker on batches, write `embed`
 * yourself.
 * @throws AdapterError from `embed`, where `vectorOf` gives another number of values or one that is
 *   not finite
 */
export function adapterOf<Input>(options: AdapterOfOptions<Input>): EmbeddingAdapter<Input> {
  const { modality, modelId, width } = options
  const { demandLive, end } = createLifetime(modelId)
  return {
    modality,
    modelId,
    width,
    limits: { maxBatch: Infinity },
    async embed(batch, { signal, onProgress } = {}) {
      demandLive()
      signal?.throwIfAborted()
      const data = new Float32Array(batch.length * width)
      for (const [i, input] of batch.entries()) {
        const vector = await options.vectorOf(input)
        signal?.throwIfAborted()
        demandLive()
        check(vector, width, `${modality} ${i}`)
        data.set(vector, i * width)
        onProgress?.({ done: i + 1, total: batch.length })
      }
      return { rows: batch.length, cols: width, data }
    },
    async dispose() {
      end()
    },
  }
}

function check(vector: ArrayLike<number>, width: number, name: string): void {
  if (vector.length !== width) {
    throw new AdapterError(`${name}: vectorOf gave ${vector.length} values, width is ${width}`)
  }
  const bad = Array.prototype.findIndex.call(vector, (value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new AdapterError(`${name}: vectorOf gave ${vector[bad]} at place ${bad}`)
  }
}
