import { checkCodes, type Codes } from './codes.ts'
import { createPairLoss } from './contrastive-pair.ts'
import { RegularizerError } from './errors.ts'
import { pairsPerRow } from './pairs-per-row.ts'
import { checkWeight, type Penalty, type PenaltyContext } from './penalty.ts'

/**
 * weight · Σ_{a<b} ½ [ CE(cos(z_a, z_b)/τ) + CE(transposed) ] / `pairsPerRow`, over the pairs of
 * modalities: each row's code in a should be nearer to its own code in b than to other rows', and the
 * reverse. A row whose code is empty in either is left out and still counts in the mean, which runs
 * over all rows: a sample weighs the same whatever others lack, and however many modalities it has.
 * Rows named as partners in the context are no negatives of each other. No proximal step. Radford et
 * al., *Learning transferable visual models from natural language supervision* (arXiv 2103.00020),
 * figure 3.
 * @throws RegularizerError unless the weight is finite and from 0 up, and the temperature at least
 * 0.01 (where CLIP clips it too)
 */
export function contrastive({
  weight,
  temperature = 0.07,
}: {
  readonly weight: number
  readonly temperature?: number
}): Penalty {
  checkWeight('weight', weight)
  if (!(temperature >= 0.01 && temperature < Infinity)) {
    throw new RegularizerError(`temperature is ${temperature}; it must be a number from 0.01 up`)
  }
  const pair = createPairLoss(temperature)

  function evaluate(
    codes: readonly Codes[],
    into: readonly Float32Array[] | undefined,
    { partners = [] }: PenaltyContext = {},
  ): number {
    checkCodes(codes, into)
    for (let s = 0; s < partners.length; s++) {
      if (partners[s]!.length < codes[0]!.rows) {
        throw new RegularizerError(
          `partners[${s}] holds ${partners[s]!.length} ids; the codes have ${codes[0]!.rows} rows`,
        )
      }
    }
    const share = weight / pairsPerRow(codes)
    let sum = 0
    for (let a = 0; a < codes.length; a++) {
      for (let b = a + 1; b < codes.length; b++) {
        sum += pair(codes[a]!, codes[b]!, share, partners, into?.[a], into?.[b])
      }
    }
    return sum
  }

  return {
    kind: 'contrastive',
    value: (codes, context) => evaluate(codes, undefined, context),
    gradient: (codes, into, context) => evaluate(codes, into, context),
  }
}
