import { matrix, row, type Matrix } from '@cmgsae/tensor'
import type { OpenedRun } from '../runs/opened-run.ts'
import type { Query } from '../types.ts'

/** The query's own embedding (1×d) in a modality, or undefined where it has none. */
export function embeddingOf(run: OpenedRun, query: Query, modality: string): Matrix | undefined {
  if ('code' in query) return undefined
  if ('embedding' in query) {
    const { embedding } = query
    return query.modality === modality ? matrix(1, embedding.length, embedding) : undefined
  }
  const all = run.samples.embeddings[modality]
  if (!all || (query.modality ?? modality) !== modality) return undefined
  const values = row(all, query.sample)
  return Number.isNaN(values[0]) ? undefined : matrix(1, all.cols, values)
}
