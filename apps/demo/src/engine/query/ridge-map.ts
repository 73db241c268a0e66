import { matrix, type Matrix } from '@cmgsae/tensor'
import { ridge } from '@cmgsae/probes'

/** Ridge regression from one modality to another as a map of points (q×d_a) to points (q×d_b). */
export type PointMap = (points: Matrix) => Matrix

/**
 * The map that `ridge` fits to paired rows. It is affine, so what it makes of 0 and of the unit
 * vectors says what it makes of every point, and it is fitted but once.
 * @throws ProbeError for fewer than three complete pairs
 */
export function ridgeMap(from: Matrix, to: Matrix): PointMap {
  const d = from.cols
  const probes = matrix(d + 1, d)
  for (let j = 0; j < d; j++) probes.data[(j + 1) * d + j] = 1
  // The scores of these predictions mean nothing, but they want targets that vary.
  const targets = matrix(d + 1, to.cols)
  targets.data.forEach((_, at) => (targets.data[at] = 1 + Math.floor(at / to.cols)))
  const { data } = ridge({
    train: { from, to },
    test: { from: probes, to: targets },
  }).prediction
  return (points) => {
    const mapped = matrix(points.rows, to.cols)
    for (let n = 0; n < points.rows; n++) {
      for (let c = 0; c < to.cols; c++) {
        const origin = data[c]!
        let sum = origin
        for (let j = 0; j < d; j++) {
          sum += points.data[n * d + j]! * (data[(j + 1) * to.cols + c]! - origin)
        }
        mapped.data[n * to.cols + c] = sum
      }
    }
    return mapped
  }
}
