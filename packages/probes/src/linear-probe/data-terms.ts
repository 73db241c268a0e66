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
  const { features } = fitted
  const used = isSparse(features) ? usedLatents(features) : undefined
  const kept = (of: Features) => (used && isSparse(of) ? selectLatents(of, used) : of)
  const standardization = standardize(kept(features))
  const term = (part: Part): DataTerm => {
    const own = kept(part.features)
    return isSparse(own)
      ? sparseTerm(own, part.classOf, classes, standardization, computing)
      : denseTerm(own, part.classOf, classes, standardization, computing)
  }
  return { fitted: term(fitted), scored: term(scored) }
}
