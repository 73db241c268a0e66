import { RegularizerError } from './errors.ts'
import type { Penalty } from './penalty.ts'

/**
 * The sum of penalties. Its proximal step, there if all of them have one, applies theirs in the
 * order given. That is exact for one, for `l1` before group norms, and for group norms with ε = 0
 * whose groups nest, the smaller first (Yu, *On decomposing the proximal map*, NIPS 2013); otherwise
 * it approximates.
 * @throws RegularizerError if there are none
 */
export function chain(...penalties: readonly Penalty[]): Penalty {
  if (penalties.length === 0) {
    throw new RegularizerError('chain is empty; give it at least one penalty')
  }
  const sum: Penalty = {
    kind: 'chain',
    value(codes, context) {
      let total = 0
      for (let j = 0; j < penalties.length; j++) total += penalties[j]!.value(codes, context)
      return total
    },
    gradient(codes, into, context) {
      let total = 0
      for (let j = 0; j < penalties.length; j++) {
        total += penalties[j]!.gradient(codes, into, context)
      }
      return total
    },
  }
  if (!penalties.every(({ prox }) => prox !== undefined)) return sum
  return {
    ...sum,
    prox(codes, step, context) {
      for (const penalty of penalties) penalty.prox!(codes, step, context)
    },
  }
}
