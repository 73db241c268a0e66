import { createRandom, matrix, row, type Matrix } from '@cmgsae/tensor'
import { isMissing, normalizeInto } from './normalization.ts'
import { portionOf, type Embeddings } from './row-source.ts'
import type { Statistics } from './statistics.ts'

/** What is looked at of the training samples beside the steps; more hardly change what is found. */
const LOOKED_AT = 4096

/** The training rows of all modalities. */
export interface TrainingSamples {
  readonly embeddings: readonly Embeddings[]
  readonly statistics: Statistics
  readonly rows: Uint32Array
  readonly seed: number
}

/** Some of the rows, ascending. */
export function sampleRows(rows: Uint32Array, seed: number): Uint32Array {
  const order = rows.slice()
  createRandom(seed ^ 0x2c1b3c6d).shuffle(order)
  return order.slice(0, LOOKED_AT).sort()
}

/**
 * Some of the training samples that have modality s: their rows, and what they hold of every modality,
 * normalised, 0 where they lack one.
 */
export async function samplesWith(
  { embeddings, statistics: { normalizations, present }, rows, seed }: TrainingSamples,
  s: number,
): Promise<{ readonly rows: Uint32Array; readonly modalities: readonly Matrix[] }> {
  const known = sampleRows(
    rows.filter((r) => present(s, r)),
    seed,
  )
  const portion = await portionOf(embeddings, known)
  return {
    rows: known,
    modalities: portion.matrices.map((source, t) => {
      const out = matrix(known.length, source.cols)
      for (let n = 0; n < known.length; n++) {
        const values = row(source, portion.rows[n]!)
        if (!isMissing(values)) normalizeInto(values, normalizations[t]!, out.data, 0, n * out.cols)
      }
      return out
    }),
  }
}
