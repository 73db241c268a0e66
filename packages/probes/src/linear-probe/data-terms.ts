import { type Features, isSparse } from '../features.ts'
import type { Computing } from './computing.ts'
import { denseTerm } from './dense-term.ts'
import { sparseTerm } from './sparse-term.ts'
import { standardize } from './standardize.ts'
import type { DataTerm } from './term.ts'
import { selectLatents, usedLatents } from './used-latents.ts'

/** Features with the class of each row, 0 … C−1; −1 may be scored, not fitted. */
export interface Part {
  readonly features: Features
  readonly classOf: Int32Array
}

/**
 * Terms of rows to fit and of rows to score, both standardized as the first. Codes stay sparse;
 * latents that no row to fit uses are left out, as their weights would stay zero.
 */
export function dataTerms(
  fitted: Part,
  scored: Part,
  classes: number,
  computing: Computing,
): { readonly fitted: DataTerm; readonly scored: DataTerm } {
  const used = isSparse(fitted.features) ? usedLatents(fitted.features) : undefined
  const kept = (of: Features) => (used && isSparse(of) ? selectLatents(of, used) : of)
  const features = kept(fitted.features)
  const standardization = standardize(features)
  const term = (of: Features, classOf: Int32Array): DataTerm =>
    isSparse(of)
      ? sparseTerm(of, classOf, classes, standardization, computing)
      : denseTerm(of, classOf, classes, standardization, computing)
  return {
    fitted: term(features, fitted.classOf),
    scored: term(kept(scored.features), scored.classOf),
  }
}
