import { checkCodes, rowStart } from './codes.ts'
import { RegularizerError } from './errors.ts'
import { checkWeight, type Penalty, type PenaltyContext } from './penalty.ts'

/** Factor on a penalty as a function of progress through training (0…1). */
export type PenaltySchedule = (progress: number) => number

/**
 * A penalty whose weight rises in a straight line from 0 to 1 over the first `until` of training, or
 * follows a schedule of its own. Outside training (no context) it has its full weight.
 * @throws RegularizerError unless `until` is in [0, 1]; later if the schedule gives no finite number
 * from 0 up
 */
export function warmup(
  penalty: Penalty,
  schedule: { readonly until?: number } | PenaltySchedule = {},
): Penalty {
  const factorAt = typeof schedule === 'function' ? schedule : ramp(schedule)
  // The penalty's own gradients, before they are scaled.
  let scratch: Float32Array[] = []

  function factor({ progress = 1 }: PenaltyContext = {}): number {
    const now = factorAt(progress)
    checkWeight(`the schedule at progress ${progress}`, now)
    return now
  }

  const scaled: Penalty = {
    kind: `warmup(${penalty.kind})`,
    value(codes, context) {
      const now = factor(context)
      return now === 0 ? 0 : now * penalty.value(codes, context)
    },
    gradient(codes, into, context) {
      const now = factor(context)
      if (now === 0) return 0
      if (now === 1) return penalty.gradient(codes, into, context)
      checkCodes(codes, into)
      const { rows } = codes[0]!
      if (scratch.length !== codes.length) scratch = codes.map(() => new Float32Array(0))
      for (let s = 0; s < codes.length; s++) {
        const stored = rowStart(codes[s]!, rows)
        if (scratch[s]!.length < stored) scratch[s] = new Float32Array(codes[s]!.values.length)
        else scratch[s]!.fill(0, 0, stored)
      }
      const value = penalty.gradient(codes, scratch, context)
      for (let s = 0; s < codes.length; s++) {
        const own = scratch[s]!
        const out = into[s]!
        const end = rowStart(codes[s]!, rows)
        for (let e = rowStart(codes[s]!, 0); e < end; e++) out[e]! += now * own[e]!
      }
      return now * value
    },
  }
  if (!penalty.prox) return scaled
  return {
    ...scaled,
    prox(codes, step, context) {
      penalty.prox!(codes, step * factor(context), context)
    },
  }
}

function ramp({ until = 0.2 }: { readonly until?: number }): PenaltySchedule {
  if (!(until >= 0 && until <= 1)) {
    throw new RegularizerError(`until is ${until}; it must be between 0 and 1`)
  }
  return (progress) => (progress >= until ? 1 : progress / until)
}
