import type { Matrix } from '@cmgsae/tensor'
import { checkNotEmpty, checkSameShape } from './check.ts'
import { isMissing } from './missing.ts'

/**
 * Mean over rows of ⟨x, y⟩ / (‖x‖·‖y‖), both n×d; a zero row counts as 0, a row that either side
 * lacks (all NaN) is left out.
 * @throws ProbeError for unequal shapes or no rows
 */
export function meanCosine(x: Matrix, y: Matrix): number {
  checkSameShape(x, y, 'the two matrices')
  checkNotEmpty(x, 'the matrix')
  let sum = 0
  let counted = 0
  for (let n = 0; n < x.rows; n++) {
    if (isMissing(x, n) || isMissing(y, n)) continue
    let dot = 0
    let xx = 0
    let yy = 0
    for (let at = n * x.cols; at < (n + 1) * x.cols; at++) {
      dot += x.data[at]! * y.data[at]!
      xx += x.data[at]! ** 2
      yy += y.data[at]! ** 2
    }
    if (xx > 0 && yy > 0) sum += dot / Math.sqrt(xx * yy)
    counted++
  }
  return sum / counted
}
