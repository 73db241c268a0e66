import { gather, type Matrix } from '@cmgsae/tensor'
import type { Pairs } from './dataset.ts'

/** The listed pairs, copied. */
export function selectPairs(
  { modalities, labels, metadata }: Pairs,
  rows: ArrayLike<number>,
): Pairs {
  return {
    modalities: modalities.map(({ name, embeddings }) => ({
      name,
      embeddings: gather(embeddings, rows),
    })),
    ...(labels && { labels: Int32Array.from(rows, (r) => labels[r]!) }),
    ...(metadata && { metadata: Array.from(rows, (r) => metadata[r]!) }),
  }
}

/** Embeddings by modality name, as `Model.encode` takes them. */
export function byName({ modalities }: Pairs): Record<string, Matrix> {
  return Object.fromEntries(modalities.map(({ name, embeddings }) => [name, embeddings]))
}
