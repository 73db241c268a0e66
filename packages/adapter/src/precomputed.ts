import { AdapterError } from './errors.ts'
import { createLifetime } from './lifetime.ts'
import type { EmbeddingAdapter } from './embedding-adapter.ts'
import { createRowIndex } from './row-index.ts'
import { planReads } from './read-plan.ts'

/** Stored vectors, n×d, read by ranges of rows; @cmgsae/data's `openEmbeddings` gives one. */
export interface EmbeddingRows {
  readonly rows: number
  readonly cols: number
  /** Rows from ≤ i < to, row-major. */
  read(from: number, to: number): Promise<Float32Array>
  close(): Promise<void> | void
}

export interface PrecomputedOptions {
  readonly modality: string
  /** The model that made the vectors. */
  readonly modelId: string
  readonly rows: EmbeddingRows
  /** Name of each row, such as its file name; without it, inputs are row numbers only. */
  readonly keys?: readonly string[] | undefined
  readonly maxBatch?: number | undefined
}

/**
 * An adapter that embeds nothing: it serves the vectors of a file by key or by row number (from 0).
 * Neighbouring rows of a batch are read together, in the order of the file. `dispose` closes `rows`.
 * @throws AdapterError when keys repeat or are not one per row; `embed` rejects with one for an
 *   unknown key or row, and for a stored row that is cut short or not finite
 */
export function precomputed({
  modality,
  modelId,
  rows,
  keys,
  maxBatch = 4096,
}: PrecomputedOptions): EmbeddingAdapter<string | number> {
  if (!(maxBatch >= 1)) throw new AdapterError(`maxBatch is ${maxBatch}, it must be at least 1`)
  const rowOf = createRowIndex(rows.rows, keys)
  const width = rows.cols
  const { demandLive, end } = createLifetime(modelId)

  return {
    modality,
    modelId,
    width,
    limits: { maxBatch },
    async embed(batch, { signal, onProgress } = {}) {
      demandLive()
      if (batch.length > maxBatch) {
        throw new AdapterError(
          `${batch.length} inputs in one call, ${modelId} takes at most ${maxBatch}: split the batch`,
        )
      }
      const data = new Float32Array(batch.length * width)
      let done = 0
      for (const { from, to, places } of planReads(batch.map(rowOf))) {
        signal?.throwIfAborted()
        const block = await rows.read(from, to)
        signal?.throwIfAborted()
        demandLive()
        checkBlock(block, from, to, width)
        for (const { row, place } of places) {
          data.set(block.subarray((row - from) * width, (row - from + 1) * width), place * width)
        }
        done += places.length
        onProgress?.({ done, total: batch.length })
      }
      return { rows: batch.length, cols: width, data }
    },
    async dispose() {
      if (end()) await rows.close()
    },
  }
}

function checkBlock(block: Float32Array, from: number, to: number, width: number): void {
  if (block.length !== (to - from) * width) {
    throw new AdapterError(
      `rows ${from} to ${to - 1} came as ${block.length} values, ${(to - from) * width} expected`,
    )
  }
  const bad = block.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    const row = from + Math.floor(bad / width)
    throw new AdapterError(`row ${row} holds ${block[bad]} at column ${bad % width}: embed it anew`)
  }
}
