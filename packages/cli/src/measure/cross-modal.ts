import { coinciding } from '@cmgsae/data'
import type { Model } from '@cmgsae/model'
import {
  fve,
  meanCosine,
  pairedCosine,
  retrieval,
  ridge,
  selectRows,
  supportAlignment,
  type PairedScore,
  type RetrievalScore,
} from '@cmgsae/probes'
import { gather } from '@cmgsae/tensor'
import { selectSide, type Pair, type Side } from './held-out-codes.ts'
import { limitRows } from './limit-rows.ts'

/** One modality predicted from another's codes alone. */
export interface Prediction {
  readonly from: string
  readonly to: string
  readonly samples: number
  readonly fve: number
  readonly cosine: number
  /** What linear regression on the same training pairs reaches; null without training pairs. */
  readonly ridgeFve: number | null
}

export interface Agreement {
  readonly modalities: readonly [string, string]
  readonly support: PairedScore
  readonly cosine: PairedScore
}

export interface Retrieval {
  readonly from: string
  readonly to: string
  readonly by: 'codes' | 'dense'
  /** Rows that ask, and distinct rows among which they look. */
  readonly queries: number
  readonly gallery: number
  readonly score: RetrievalScore
}

/** Retrieval compares all pairs; beyond this many samples a seeded sample stands for all. */
const most = 5000

/** Ridge regression costs O(n·d² + d³): this many pairs fit it well. */
const mostFitted = 4000

/** Each side decoded from the other's codes, beside a ridge regression fitted on training pairs. */
export async function predictAcross(
  model: Model,
  { a, b }: Pair,
  trained: Pair | undefined,
  seed: number,
): Promise<Prediction[]> {
  const predictions: Prediction[] = []
  const fitted = trained && limitRows(trained.a.rows.length, mostFitted, seed)
  for (const [from, to, trainFrom, trainTo] of [
    [a, b, trained?.a, trained?.b],
    [b, a, trained?.b, trained?.a],
  ] as const) {
    const predicted = await model.decode(from.codes, to.name)
    predictions.push({
      from: from.name,
      to: to.name,
      samples: from.rows.length,
      fve: fve(to.target, predicted),
      cosine: meanCosine(to.target, predicted),
      ridgeFve:
        fitted && fitted.length >= 3 && trainFrom && trainTo
          ? ridge({
              train: { from: gather(trainFrom.target, fitted), to: gather(trainTo.target, fitted) },
              test: { from: from.target, to: to.target },
              seed,
            }).fve
          : null,
    })
  }
  return predictions
}

export function measureAgreement({ a, b }: Pair, seed: number): Agreement {
  return {
    modalities: [a.name, b.name],
    support: supportAlignment(a.codes, b.codes, { seed }),
    cosine: pairedCosine(a.codes, b.codes, { seed }),
  }
}

/**
 * Retrieval both ways, from codes and, in spaces of one width, from the embeddings. Rows that
 * coincide are one gallery entry, and all their partners are right answers.
 */
export function measureRetrieval(pair: Pair, seed: number): Retrieval[] {
  const positions = limitRows(pair.a.rows.length, most, seed)
  const a = selectSide(pair.a, positions)
  const b = selectSide(pair.b, positions)
  const ids = jointIds(coinciding(a.x), coinciding(b.x))
  const results: Retrieval[] = []
  for (const by of ['codes', 'dense'] as const) {
    if (by === 'dense' && a.x.cols !== b.x.cols) continue
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      results.push(retrieve(from, to, ids, by))
    }
  }
  return results
}

function retrieve(from: Side, to: Side, ids: Uint32Array, by: 'codes' | 'dense'): Retrieval {
  const same = coinciding(to.x)
  const distinct = Uint32Array.from(new Set(same))
  const [queries, all] = by === 'codes' ? [from.codes, to.codes] : [from.x, to.x]
  const { forward } = retrieval(queries, selectRows(all, distinct), {
    relevant: { queries: ids, gallery: distinct.map((n) => ids[n]!) },
  })
  return {
    from: from.name,
    to: to.name,
    by,
    queries: from.rows.length,
    gallery: distinct.length,
    score: forward,
  }
}

/** Ids that samples share when they coincide in either modality, directly or through others. */
function jointIds(a: Uint32Array, b: Uint32Array): Uint32Array {
  const parent = Uint32Array.from(a, (_, n) => n)
  const root = (n: number): number => {
    while (parent[n] !== n) {
      parent[n] = parent[parent[n]!]!
      n = parent[n]!
    }
    return n
  }
  for (let n = 0; n < a.length; n++) {
    parent[root(n)] = root(a[n]!)
    parent[root(n)] = root(b[n]!)
  }
  return parent.map((_, n) => root(n))
}
