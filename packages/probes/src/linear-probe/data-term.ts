import { type Features, isSparse } from '../features.ts'
import type { Computing } from './computing.ts'
import { denseTerm } from './dense-term.ts'
import { sparseTerm } from './sparse-term.ts'
import type { Standardization } from './standardize.ts'
import type { DataTerm } from './term.ts'

/** The term that suits the features: codes stay sparse. Labels −1 may be scored, not fitted. */
export function dataTerm(
  features: Features,
  labels: Int32Array,
  classes: number,
  standardization: Standardization,
  computing: Computing,
): DataTerm {
  return isSparse(features)
    ? sparseTerm(features, labels, classes, standardization, computing)
    : denseTerm(features, labels, classes, standardization, computing)
}
