import { checkCodes } from './codes.ts'
import { createGroupNorm } from './group-norm.ts'
import type { Partition } from './partition.ts'
import { checkStep, checkWeight, type Penalty } from './penalty.ts'

/**
 * weight · mean_n Σ_g √|g| ( √(Σ_s Σ_{i∈g} z_si² + ε²) − ε ): ℓ2,1 over the groups of the partition,
 * the norm running over all modalities given. A group that is off contributes exactly 0. Proximal
 * step: each group's norm shrinks by step·weight·√|g|/n (ε = 0; else to the root it has then).
 * Yuan and Lin, *Model selection and estimation in regression with grouped variables* (2006).
 * @throws RegularizerError unless weight and epsilon are finite and from 0 up
 */
export function groupLasso({
  weight,
  partition,
  epsilon = 1e-6,
}: {
  readonly weight: number
  readonly partition: Partition
  readonly epsilon?: number
}): Penalty {
  checkWeight('weight', weight)
  checkWeight('epsilon', epsilon)
  const norms = createGroupNorm({ weight, partition, epsilon })
  return {
    kind: 'groupLasso',
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
