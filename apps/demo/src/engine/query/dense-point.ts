import { gather, matrix, type Matrix } from '@cmgsae/tensor'
import { ridge } from '@cmgsae/probes'
import { DemoError } from '../../errors.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import { trainedRows } from '../samples/samples.ts'
import type { Query } from '../types.ts'
import { embeddingOf } from './embedding-of.ts'

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
  const x = run.model.normalize(embeddingOf(run, query, from)!, from)
  const rows = run.once('trained rows', () => trainedRows(run.samples))
  const [a, b] = [run.targets(from), run.targets(modality)]
  // The regularisation is chosen once; after that a fit takes a fraction of the time.
  const train = run.once(`ridge pairs ${from} ${modality}`, () => ({
    from: gather(a, rows),
    to: gather(b, rows),
  }))
  const fit = (regularizations?: readonly number[]) =>
    ridge({
      train,
      test: { from: x, to: matrix(1, b.cols, b.data.slice(0, b.cols)) },
      ...(regularizations && { regularizations }),
    })
  const chosen = run.once(`ridge ${from} ${modality}`, () => fit().regularization)
  return fit([chosen]).prediction
}
