/**
 * Holds the mean number of active latents at a target by scaling a penalty: each step the weight
 * grows or shrinks by up to 5 %, in proportion to how far L0 is from the target.
 */
export interface L0Controller {
  weight: number
}

export function createL0Controller(weight: number): L0Controller {
  return { weight }
}

export function adjust(controller: L0Controller, l0: number, target: number): void {
  const excess = Math.max(-1, Math.min(1, l0 / target - 1))
  controller.weight = Math.min(1e3, Math.max(1e-12, controller.weight * Math.exp(0.05 * excess)))
}
