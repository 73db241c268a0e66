import { gather, type Matrix } from '@cmgsae/tensor'
import { DemoError } from '../../errors.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import { trainedRows } from '../samples/samples.ts'
import type { Query } from '../types.ts'
import { embeddingOf } from './embedding-of.ts'
import { ridgeMap } from './ridge-map.ts'

/**
 * A query as a point (1×d) among the embeddings of a modality, without the model: its own embedding
 * there, else what ridge regression predicts from the modality it has.
 * @throws DemoError for a query that has no embedding
 */
export function densePoint(run: OpenedRun, query: Query, modality: string): Matrix {
  const own = embeddingOf(run, query, modality)
  if (own) return run.model.normalize(own, modality)
  const from = run.model.modalities.find(({ name }) => embeddingOf(run, query, name))?.name
  if (from === undefined) {
    throw new DemoError('a code has no place among embeddings; choose a sample, or search by code')
  }
  const map = run.once(`ridge ${from} ${modality}`, () => {
    const rows = trainedRows(run.samples)
    return ridgeMap(gather(run.targets(from), rows), gather(run.targets(modality), rows))
  })
  return map(run.model.normalize(embeddingOf(run, query, from)!, from))
}
