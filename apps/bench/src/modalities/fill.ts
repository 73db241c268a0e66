import type { Model } from '@cmgsae/model'
import { row, type Matrix } from '@cmgsae/tensor'
import { along } from './along.ts'
import { route, type Pair } from './design.ts'

/**
 * Training samples with what they lack filled in by the model's own predictions, from that of their
 * modalities which stands nearest to the missing one: met together if there is such, else over the
 * modalities in between. A later training on them learns directly what a chain only implies.
 */
export async function fillMissing(
  model: Model,
  all: readonly Matrix[],
  pairs: readonly Pair[],
): Promise<Matrix[]> {
  const has = all.map((x) => Array.from({ length: x.rows }, (_, n) => !isMissing(x, n)))
  const filled = all.map((x) => ({ ...x, data: x.data.slice() }))
  for (const c of all.keys()) {
    const ways = all.map((_, a) => route(pairs, a, c))
    for (const [a, way] of ways.entries()) {
      if (a === c) continue
      const predicted = await along(() => model, way, all[a]!)
      for (let n = 0; n < predicted.rows; n++) {
        const nearer = ways.some((other, b) => has[b]![n] && other.length < way.length)
        if (has[c]![n] || !has[a]![n] || nearer) continue
        row(filled[c]!, n).set(row(predicted, n))
      }
    }
  }
  return filled
}

function isMissing(x: Matrix, n: number): boolean {
  return Number.isNaN(row(x, n)[0])
}
