import type { Matrix } from '@cmgsae/tensor'
import { checkSameShape } from './check.ts'
import { ProbeError } from './errors.ts'
import { columnMean, isMissing } from './missing.ts'

export interface FveOptions {
  /** Baseline (length d). Default: the per-dimension mean of x; the training mean is stricter. */
  mean?: ArrayLike<number>
  /** n×d bytes, 1 where the encoder saw the entry. Absent: every entry counts. */
  visible?: Uint8Array
  /** Which entries count when `visible` is given. */
  which?: 'visible' | 'hidden'
}

/**
 * Fraction of variance explained: FVE = 1 − Σ‖x − x̂‖² / Σ‖x − x̄‖², one ratio of sums over all
 * samples and dimensions, about the per-dimension mean. Predicting the mean scores 0, perfect 1.
 * Rows of x (n×d) that are entirely NaN (a missing modality) are left out.
 * @throws ProbeError for unequal shapes or when x does not vary
 */
export function fve(
  x: Matrix,
  reconstruction: Matrix,
  { mean = columnMean(x), visible, which = 'hidden' }: FveOptions = {},
): number {
  checkSameShape(x, reconstruction, 'x and its reconstruction')
  const { rows, cols, data } = x
  if (mean.length !== cols) {
    throw new ProbeError(`the mean has ${mean.length} entries, x has ${cols} columns`)
  }
  if (visible && visible.length !== data.length) {
    throw new ProbeError(`the mask has ${visible.length} entries, x has ${rows}×${cols}`)
  }
  const counted = which === 'visible' ? 1 : 0
  let error = 0
  let variance = 0
  for (let n = 0; n < rows; n++) {
    if (isMissing(x, n)) continue
    for (let j = 0, at = n * cols; j < cols; j++, at++) {
      if (visible && (visible[at] ? 1 : 0) !== counted) continue
      error += (data[at]! - reconstruction.data[at]!) ** 2
      variance += (data[at]! - mean[j]!) ** 2
    }
  }
  if (variance === 0) {
    throw new ProbeError(`the ${rows}×${cols} entries counted do not vary; FVE is undefined there`)
  }
  return 1 - error / variance
}
