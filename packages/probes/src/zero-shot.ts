import { checkLabels, checkNotEmpty } from './check.ts'
import { eachCosineRow, tieTolerance } from './cosines.ts'
import type { Features, Labels } from './features.ts'

export interface ZeroShotResult {
  /** Fraction of samples whose own class is strictly nearest. */
  readonly accuracy: number
  /** Nearest class of each sample, −1 where two or more are tied. */
  readonly predictions: Int32Array
  /** Fraction of samples with a tie at the top. */
  readonly tied: number
}

/**
 * Zero-shot classification: the class whose code (C×p) has the largest cosine with the sample's
 * code (n×p), argmax_c cos(z_n, z_c); likewise for embeddings (n×d, C×d). A tie (within 1e-6) at
 * the top counts against us, so collapsed or empty codes score 0.
 * @throws ProbeError for unequal widths or labels outside 0 … C−1
 */
export function zeroShot(queries: Features, classes: Features, labels: Labels): ZeroShotResult {
  checkNotEmpty(queries, 'the queries')
  checkNotEmpty(classes, 'the classes')
  checkLabels(labels, queries.rows, 'zero-shot', classes.rows)
  const predictions = new Int32Array(queries.rows)
  let correct = 0
  let tied = 0
  eachCosineRow(queries, classes, (n, cosines) => {
    let best = 0
    for (let c = 1; c < cosines.length; c++) if (cosines[c]! > cosines[best]!) best = c
    let atTop = 0
    for (let c = 0; c < cosines.length; c++) {
      if (cosines[c]! >= cosines[best]! - tieTolerance) atTop++
    }
    predictions[n] = atTop > 1 ? -1 : best
    if (atTop > 1) tied++
    else if (best === labels[n]) correct++
  })
  return { accuracy: correct / queries.rows, predictions, tied: tied / queries.rows }
}
