import type { Codes } from './codes.ts'
import { RegularizerError } from './errors.ts'

export interface PenaltyContext {
  /** 0…1 through training, for warm-ups; default 1. */
  readonly progress?: number | undefined
  /**
   * Per modality: an id of each row's embedding. Rows whose ids coincide in any modality are no
   * negatives of each other in `contrastive`. A negative id coincides with none.
   */
  readonly partners?: readonly Int32Array[] | undefined
}

/** A function of a batch of codes, one entry per modality, all of equal rows and latents. */
export interface Penalty {
  readonly kind: string
  /**
   * Mean over the batch's rows.
   * @throws RegularizerError on codes whose shapes disagree
   */
  value(codes: readonly Codes[], context?: PenaltyContext): number
  /**
   * Adds the gradient with respect to each stored value to `into[s]`, aligned with codes[s].values,
   * and returns the value. Where a norm is 0 its subgradient 0 is taken. Allocates nothing once it
   * has seen a batch of that size.
   * @throws RegularizerError on codes or arrays whose shapes disagree
   */
  gradient(codes: readonly Codes[], into: readonly Float32Array[], context?: PenaltyContext): number
  /**
   * Replaces the stored values, all together z, by argmin_u ½‖u − z‖² + step·value(u). Absent where
   * that has no closed form or cheap solution.
   * @throws RegularizerError on codes whose shapes disagree
   */
  prox?(codes: readonly Codes[], step: number, context?: PenaltyContext): void
}

/** @throws RegularizerError unless the weight is finite and from 0 up */
export function checkWeight(name: string, weight: number): void {
  if (!(Number.isFinite(weight) && weight >= 0)) {
    throw new RegularizerError(`${name} is ${weight}; it must be a finite number from 0 up`)
  }
}

/** @throws RegularizerError unless the step is finite and from 0 up */
export function checkStep(step: number): void {
  checkWeight('step', step)
}
