import { createRandom } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'
import type { Classes } from './groups.ts'
import type { Modality } from './model.ts'
import type { Embeddings } from './row-source.ts'
import type { Split } from './schedule.ts'

/**
 * Paired embeddings: equal row counts; an all-zero or all-NaN row means the sample lacks that modality.
 * Each is a matrix or, where data are larger than memory, a source that rows are read from.
 */
export interface TrainingData {
  readonly modalities: readonly { readonly name: string; readonly embeddings: Embeddings }[]
  /** Rows to train on; default: all. */
  readonly rows?: Uint32Array
  /** Names groups that are seeded from clusters. */
  readonly classes?: Classes
}

/** @throws ModelError for data that cannot be trained on, as far as their shapes tell */
export function checkData({ modalities, rows }: TrainingData): Modality[] {
  if (modalities.length === 0) throw new ModelError('training needs at least one modality')
  const [first] = modalities
  const names = new Set<string>()
  for (const { name, embeddings } of modalities) {
    if (names.has(name)) throw new ModelError(`modality "${name}" is given twice`)
    names.add(name)
    if (embeddings.rows !== first!.embeddings.rows) {
      throw new ModelError(
        `${name} has ${embeddings.rows} rows and ${first!.name} has ${first!.embeddings.rows}; paired rows must match`,
      )
    }
  }
  const total = first!.embeddings.rows
  if ((rows?.length ?? total) < 2) {
    throw new ModelError(`training needs at least 2 samples, found ${rows?.length ?? total}`)
  }
  const outside = rows?.find((r) => r >= total)
  if (outside !== undefined) throw new ModelError(`row ${outside} is outside 0…${total - 1}`)
  return modalities.map(({ name, embeddings }) => ({ name, width: embeddings.cols }))
}

/** Training and validation rows, seeded. */
export function splitRows(
  { modalities, rows }: TrainingData,
  validation: number,
  seed: number,
): Split {
  const all =
    rows?.slice() ?? Uint32Array.from({ length: modalities[0]!.embeddings.rows }, (_, n) => n)
  const held = Math.min(all.length - 2, Math.round(validation * all.length))
  if (held <= 0) return { train: all, validation: new Uint32Array(0) }
  createRandom(seed ^ 0x5bd1e995).shuffle(all)
  return { validation: all.slice(0, held).sort(), train: all.slice(held).sort() }
}
