import { checkCodes } from './codes.ts'
import { createGroupNorm } from './group-norm.ts'
import { checkStep, checkWeight, type Penalty } from './penalty.ts'

/**
 * weight · mean_n Σ_i ( √(Σ_s z_si² + ε) − √ε ): each latent's activations in all modalities form a
 * group, so that a latent which fires for one member of a pair is cheap for the others. Kaushik,
 * Barch and Fanelli (arXiv 2601.20028), less their constant p·√ε, so that a latent which is off
 * contributes exactly 0. Proximal step as in `groupLasso`.
 * @throws RegularizerError unless weight and epsilon are finite and from 0 up
 */
export function crossModalGroup({
  weight,
  epsilon = 1e-12,
}: {
  readonly weight: number
  readonly epsilon?: number
}): Penalty {
  checkWeight('weight', weight)
  checkWeight('epsilon', epsilon)
  const norms = createGroupNorm({ weight, epsilon: Math.sqrt(epsilon) })
  return {
    kind: 'crossModalGroup',
    value(codes) {
      checkCodes(codes)
      return norms.evaluate(codes)
    },
    gradient(codes, into) {
      checkCodes(codes, into)
      return norms.evaluate(codes, into)
    },
    prox(codes, step) {
      checkCodes(codes)
      checkStep(step)
      norms.prox(codes, step)
    },
  }
}
