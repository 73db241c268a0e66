import { matrix, row, type Backend, type Matrix, type Resident } from '@cmgsae/tensor'
import { toUnit } from '../concepts/directions.ts'

/** Points (n×d) about a centre, as unit directions on a backend, to take cosines with. */
export interface PointCloud {
  /** Cosines (q·n, query after query) of points (q×d) about the same centre with all of these. */
  cosines(points: Matrix): Promise<Float32Array>
}

/**
 * A cloud about `center`; rows of NaN (samples that lack the modality) and the centre itself have
 * cosine 0 with everything.
 */
export async function pointCloud(
  backend: Backend,
  points: Matrix,
  center: Float32Array,
): Promise<PointCloud> {
  const targets = backend.matrix(points.rows, points.cols)
  await backend.write(targets, about(points, center).data)
  return {
    async cosines(queries) {
      const held: Resident[] = []
      const hold = (rows: number, cols: number) => {
        const made = backend.matrix(rows, cols)
        held.push(made)
        return made
      }
      try {
        const [a, out] = [hold(queries.rows, queries.cols), hold(queries.rows, points.rows)]
        await backend.write(a, about(queries, center).data)
        await backend.product(a, targets, out)
        const cosines = new Float32Array(queries.rows * points.rows)
        await backend.read(out, cosines)
        return cosines
      } finally {
        backend.release(...held)
      }
    },
  }
}

/** Mean of the rows that are there. */
export function centerOf({ rows, cols, data }: Matrix): Float32Array {
  const sums = new Float64Array(cols)
  let present = 0
  for (let n = 0; n < rows; n++) {
    if (Number.isNaN(data[n * cols]!)) continue
    present++
    for (let j = 0; j < cols; j++) sums[j]! += data[n * cols + j]!
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(1, present))
}

function about(points: Matrix, center: Float32Array): Matrix {
  const out = matrix(points.rows, points.cols)
  for (let n = 0; n < points.rows; n++) {
    const values = row(points, n)
    if (Number.isNaN(values[0])) continue
    const own = row(out, n)
    for (let j = 0; j < own.length; j++) own[j] = values[j]! - center[j]!
    toUnit(own)
  }
  return out
}
