import type { DataTerm } from './term.ts'
import type { Objective } from './minimize.ts'

export interface PenalizedObjective extends Objective {
  /** E[p(1 − p)] at the point last evaluated. */
  curvature(): number
}

/**
 * E[−log softmax(W f + b)_label] + (λ/2)·‖W‖², preconditioned as if every class and sample had the
 * given curvature.
 */
export function penalized(
  data: DataTerm,
  regularization: number,
  curvature: number,
): PenalizedObjective {
  let latest = curvature
  return {
    size: data.size,
    curvature: () => latest,
    precondition: data.preconditioner(curvature, regularization),
    async evaluate(w, gradient) {
      const { loss, curvature: here } = await data.evaluate(w, gradient)
      latest = here
      let norm = 0
      for (let i = 0; i < w.length; i++) {
        if (data.isBias(i)) continue
        norm += w[i]! * w[i]!
        gradient[i]! += regularization * w[i]!
      }
      return loss + (regularization / 2) * norm
    },
  }
}
