import { checkNotEmpty, checkSameRows } from './check.ts'
import { eachCosineRow, pairCosine, tieTolerance } from './cosines.ts'
import { ProbeError } from './errors.ts'
import type { Features, Labels } from './features.ts'

export interface RetrievalScore {
  /** Recall at 1, 5 and 10: fraction whose nearest relevant row ranks that high. */
  readonly r1: number
  readonly r5: number
  readonly r10: number
  /** Mean reciprocal rank. */
  readonly mrr: number
  /** Rows tied with the nearest relevant row, itself included. */
  readonly tieBlock: { readonly mean: number; readonly max: number }
  /** Rows that had a relevant partner and were scored. */
  readonly n: number
}

export interface RetrievalResult {
  /** Queries look in the gallery. */
  readonly forward: RetrievalScore
  /** Gallery rows look among the queries. */
  readonly backward: RetrievalScore
}

export interface RetrievalOptions {
  /** Ids of rows: equal ids are relevant to each other. Default: row n belongs to row n. */
  relevant?: { readonly queries: Labels; readonly gallery: Labels }
}

/**
 * Cross-modal retrieval by cosine, both ways: rank = 1 + #{irrelevant rows at least as similar as
 * the nearest relevant one}, so ties (within 1e-6) count against us. R@k = P(rank ≤ k),
 * MRR = E[1/rank]. Queries n×p and gallery m×p, sparse codes or embeddings; O(n·m).
 * @throws ProbeError for unequal widths, or when no row has a relevant partner
 */
export function retrieval(
  queries: Features,
  gallery: Features,
  { relevant }: RetrievalOptions = {},
): RetrievalResult {
  checkNotEmpty(queries, 'the queries')
  checkNotEmpty(gallery, 'the gallery')
  if (!relevant) checkSameRows(queries, gallery, 'queries and gallery without `relevant`')
  const ids = relevant ?? { queries: counting(queries.rows), gallery: counting(gallery.rows) }
  if (ids.queries.length !== queries.rows || ids.gallery.length !== gallery.rows) {
    throw new ProbeError(
      `relevant holds ${ids.queries.length} and ${ids.gallery.length} ids for ` +
        `${queries.rows} queries and ${gallery.rows} gallery rows`,
    )
  }
  const best = bestRelevant(queries, gallery, ids)
  const forward = ranks(best.queries)
  const backward = ranks(best.gallery)
  eachCosineRow(queries, gallery, (i, cosines) => {
    const threshold = best.queries[i]! - tieTolerance
    const own = ids.queries[i]!
    for (let j = 0; j < cosines.length; j++) {
      const cosine = cosines[j]!
      const ahead = cosine >= threshold
      const aheadBack = cosine >= best.gallery[j]! - tieTolerance
      if ((!ahead && !aheadBack) || ids.gallery[j] === own) continue
      if (ahead) count(forward, i, cosine, best.queries[i]!)
      if (aheadBack) count(backward, j, cosine, best.gallery[j]!)
    }
  })
  return { forward: score(forward), backward: score(backward) }
}

/** Rank of each row's nearest relevant row, and how many rows tie with it; −∞ best: no partner. */
interface Ranks {
  readonly best: Float32Array
  readonly rank: Uint32Array
  readonly tied: Uint32Array
}

function ranks(best: Float32Array): Ranks {
  const ones = () => new Uint32Array(best.length).fill(1)
  return { best, rank: ones(), tied: ones() }
}

function count({ rank, tied }: Ranks, row: number, cosine: number, best: number): void {
  rank[row]!++
  if (cosine <= best + tieTolerance) tied[row]!++
}

function score({ best, rank, tied }: Ranks): RetrievalScore {
  const hits = { r1: 0, r5: 0, r10: 0, mrr: 0 }
  let block = 0
  let max = 0
  let n = 0
  for (let i = 0; i < rank.length; i++) {
    if (best[i] === -Infinity) continue
    n++
    if (rank[i]! <= 1) hits.r1++
    if (rank[i]! <= 5) hits.r5++
    if (rank[i]! <= 10) hits.r10++
    hits.mrr += 1 / rank[i]!
    block += tied[i]!
    max = Math.max(max, tied[i]!)
  }
  if (n === 0) throw new ProbeError('no query shares its id with a gallery row; check `relevant`')
  const { r1, r5, r10, mrr } = hits
  return {
    r1: r1 / n,
    r5: r5 / n,
    r10: r10 / n,
    mrr: mrr / n,
    tieBlock: { mean: block / n, max },
    n,
  }
}

/** Largest cosine of every row with a row of equal id on the other side, −∞ where there is none. */
function bestRelevant(
  queries: Features,
  gallery: Features,
  ids: { queries: Labels; gallery: Labels },
): { queries: Float32Array; gallery: Float32Array } {
  const rowsOf = new Map<number, number[]>()
  for (let j = 0; j < gallery.rows; j++) {
    const rows = rowsOf.get(ids.gallery[j]!)
    if (rows) rows.push(j)
    else rowsOf.set(ids.gallery[j]!, [j])
  }
  const best = {
    queries: new Float32Array(queries.rows).fill(-Infinity),
    gallery: new Float32Array(gallery.rows).fill(-Infinity),
  }
  const cosine = pairCosine(queries, gallery)
  for (let i = 0; i < queries.rows; i++) {
    for (const j of rowsOf.get(ids.queries[i]!) ?? []) {
      const value = cosine(i, j)
      best.queries[i] = Math.max(best.queries[i]!, value)
      best.gallery[j] = Math.max(best.gallery[j]!, value)
    }
  }
  return best
}

function counting(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i)
}
