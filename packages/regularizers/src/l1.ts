import { elastic } from './elastic.ts'
import { checkWeight, type Penalty } from './penalty.ts'

/**
 * weight · mean_n Σ_s Σ_i |z_si|. Proximal step: soft thresholding at step·weight/n.
 * Tibshirani, *Regression shrinkage and selection via the lasso* (1996).
 * @throws RegularizerError unless the weight is finite and from 0 up
 */
export function l1({ weight }: { readonly weight: number }): Penalty {
  checkWeight('weight', weight)
  return { ...elastic({ l1: weight, l2: 0 }), kind: 'l1' }
}
