import type { Model } from '@cmgsae/model'
import { row, type Matrix } from '@cmgsae/tensor'
import { route, type Pair } from './design.ts'
import { MODALITIES } from './planted-world.ts'

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
      const predicted = await along(model, way, all[a]!)
      for (let n = 0; n < predicted.rows; n++) {
        const nearer = ways.some((other, b) => has[b]![n] && other.length < way.length)
        if (has[c]![n] || !has[a]![n] || nearer) continue
        row(filled[c]!, n).set(row(predicted, n))
      }
    }
  }
  return filled
}

/** From the first modality of the way to the last, decoded and encoded again on every stop. */
async function along(model: Model, way: readonly number[], from: Matrix): Promise<Matrix> {
  let x = from
  for (let i = 1; i < way.length; i++) {
    const [a, b] = [MODALITIES[way[i - 1]!]!.name, MODALITIES[way[i]!]!.name]
    x = await model.decode(await model.encode({ [a]: x }), b)
  }
  return x
}

function isMissing(x: Matrix, n: number): boolean {
  return Number.isNaN(row(x, n)[0])
}
