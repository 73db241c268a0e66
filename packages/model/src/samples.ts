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

/** Some of the training rows that have modality s, ascending. */
export function rowsWith({ statistics, rows, seed }: TrainingSamples, s: number): Uint32Array {
  return sampleRows(
    rows.filter((r) => statistics.present(s, r)),
    seed,
  )
}

/** What the listed rows hold of modality s, normalised, 0 where they lack it. */
export async function normalizedRows(
  { embeddings, statistics }: TrainingSamples,
  s: number,
  listed: Uint32Array,
): Promise<Matrix> {
  const { matrices, rows } = await portionOf([embeddings[s]!], listed)
  const source = matrices[0]!
  const out = matrix(listed.length, source.cols)
  for (let n = 0; n < listed.length; n++) {
    const values = row(source, rows[n]!)
    if (isMissing(values)) continue
    normalizeInto(values, statistics.normalizations[s]!, out.data, 0, n * out.cols)
  }
  return out
}
