import { row } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'
import { createFeed } from './feed.ts'
import { createNormalizationFit, isMissing, type Normalization } from './normalization.ts'
import type { Recipe } from './recipe.ts'
import type { Embeddings } from './row-source.ts'
import { inPortions, type Split } from './schedule.ts'

/** About this many values are looked at together. */
const VALUES = 1 << 20

/** What training must know of all samples before its first step. */
export interface Statistics {
  /** Of the training rows, one a modality. */
  readonly normalizations: readonly Normalization[]
  /** Whether row r has modality s. */
  present(s: number, r: number): boolean
}

/**
 * Looks at every sample once, in order.
 * @throws ModelError for a sample without any modality
 */
export async function takeStatistics(
  embeddings: readonly Embeddings[],
  split: Split,
  recipe: Pick<Recipe, 'unit' | 'center' | 'scale'>,
  {
    signal,
    onProgress,
  }: {
    signal?: AbortSignal
    onProgress?: (progress: { done: number; total: number }) => void
  } = {},
): Promise<Statistics> {
  const parts = embeddings.length
  const present = new Uint8Array(embeddings[0]!.rows * parts)
  const fits = embeddings.map(({ cols }) => createNormalizationFit(cols, recipe))
  const width = embeddings.reduce((sum, { cols }) => sum + cols, 0)
  const size = Math.max(1, Math.floor(VALUES / width))
  const total = split.train.length + split.validation.length
  let done = 0
  for (const [kind, all] of [split.train, split.validation].entries()) {
    const feed = createFeed(embeddings, inPortions(all, size), Math.min(size, all.length))
    for (const listed of inPortions(all, size)) {
      const { matrices, rows } = await feed.next(signal)
      for (let n = 0; n < listed.length; n++) {
        let known = 0
        for (let s = 0; s < parts; s++) {
          const values = row(matrices[s]!, rows[n]!)
          if (isMissing(values)) continue
          present[listed[n]! * parts + s] = 1
          known++
          if (kind === 0) fits[s]!.add(values)
        }
        if (known === 0) throw new ModelError(`row ${listed[n]} lacks every modality`)
      }
      done += listed.length
      onProgress?.({ done, total })
    }
  }
  return {
    normalizations: fits.map((fit) => fit.finish()),
    present: (s, r) => present[r * parts + s] === 1,
  }
}
