import { retrieval, selectRows, type Features } from '@cmgsae/probes'
import { distinctRows } from '../datasets/distinct-rows.ts'
import type { Pairs } from '../datasets/dataset.ts'
import type { Measures } from './measures.ts'

/**
 * Retrieval among the distinct partners of a test set: a query is right with any row that has its
 * partner, so a class prompt that many samples share is one gallery row, not many ties.
 */
export function distinctRetrieval(
  { modalities }: Pairs,
  queries: Features,
  partners: Features,
): Pick<Measures, 'retrievalR1' | 'retrievalR1Back' | 'retrievalMrr' | 'tieBlock'> {
  const [first, second] = modalities
  const queryIds = distinctRows(first!.embeddings)
  const partnerIds = distinctRows(second!.embeddings)
  // A caption's picture may have other captions: what is relevant is the connected set of both.
  const ids = joinedIds(queryIds, partnerIds)
  const firstOf = (of: Uint32Array) => {
    const seen = new Set<number>()
    return Array.from(of.keys()).filter((n) => !seen.has(of[n]!) && seen.add(of[n]!))
  }
  const queryRows = firstOf(queryIds)
  const galleryRows = firstOf(partnerIds)
  const { forward, backward } = retrieval(
    selectRows(queries, queryRows),
    selectRows(partners, galleryRows),
    {
      relevant: {
        queries: queryRows.map((n) => ids[n]!),
        gallery: galleryRows.map((n) => ids[n]!),
      },
    },
  )
  return {
    retrievalR1: forward.r1,
    retrievalR1Back: backward.r1,
    retrievalMrr: forward.mrr,
    tieBlock: forward.tieBlock.mean,
  }
}

/** Ids of pairs joined where either side coincides. */
function joinedIds(a: Uint32Array, b: Uint32Array): Uint32Array {
  const parent = new Map<string, string>()
  const root = (key: string): string => {
    let at = key
    while (parent.has(at)) at = parent.get(at)!
    return at
  }
  a.forEach((idA, n) => {
    const left = root(`a${idA}`)
    const right = root(`b${b[n]!}`)
    if (left !== right) parent.set(right, left)
  })
  const numbers = new Map<string, number>()
  return a.map((idA) => {
    const key = root(`a${idA}`)
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    return numbers.get(key)!
  })
}
