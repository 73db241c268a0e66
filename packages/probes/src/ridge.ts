import type { Matrix } from '@cmgsae/tensor'
import { checkNotEmpty, checkSameRows, checkSameWidth } from './check.ts'
import { invertSymmetric } from './cholesky.ts'
import { ProbeError } from './errors.ts'
import { selectRows } from './features.ts'
import { fve } from './fve.ts'
import { meanCosine } from './mean-cosine.ts'
import { columnMean, isMissing } from './missing.ts'
import { allRows, multiply, transpose } from './product.ts'
import { shuffledPartners } from './shuffled-partners.ts'

/** Paired embeddings: row n of `from` (n×d_a) belongs to row n of `to` (n×d_b). */
export interface MatrixPair {
  readonly from: Matrix
  readonly to: Matrix
}

export interface RidgeOptions {
  readonly train: MatrixPair
  readonly test: MatrixPair
  /** Candidates for λ as multiples of the mean variance of a `from` dimension. */
  readonly regularizations?: readonly number[]
  /** Fraction of the training pairs held out to choose λ. */
  readonly validation?: number
  readonly seed?: number
}

export interface RidgeResult {
  /** FVE and mean row cosine of the predicted test rows. */
  readonly fve: number
  readonly cosine: number
  /** The chosen multiple. */
  readonly regularization: number
  readonly prediction: Matrix
}

const candidates = [10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001]

/**
 * Ridge regression of one modality on another, the linear baseline of cross-modal prediction:
 * ŷ = ȳ + Bᵀ(x − x̄), B = (Σ_xx + λI)⁻¹ Σ_xy, with means and covariances of the training pairs and
 * λ of largest FVE on a seeded held-out part of them. O(n·d² + d³) for each λ. Pairs that lack a
 * side (a row all NaN) are left out of the fit.
 * @throws ProbeError for parts whose shapes do not fit, or fewer than three complete pairs
 */
export function ridge({
  train,
  test,
  regularizations = candidates,
  validation = 0.2,
  seed = 0,
}: RidgeOptions): RidgeResult {
  checkSameRows(train.from, train.to, 'training pairs')
  checkSameRows(test.from, test.to, 'test pairs')
  checkSameWidth(train.from, test.from, '`from` of train and test')
  checkSameWidth(train.to, test.to, '`to` of train and test')
  checkNotEmpty(test.from, 'the test part')
  const complete = completePairs(train)
  const order = seededOrder(complete.length, seed).map((i) => complete[i]!)
  const held = Math.max(1, Math.min(complete.length - 2, Math.round(validation * complete.length)))
  const heldPairs = selectPairs(train, order.slice(0, held))
  const predict = fitRidge(selectPairs(train, order.slice(held)))
  let best = { regularization: NaN, score: -Infinity }
  for (const regularization of regularizations) {
    const score = fve(heldPairs.to, predict(regularization)(heldPairs.from), {
      mean: columnMean(train.to),
    })
    if (score > best.score) best = { regularization, score }
  }
  const prediction = fitRidge(selectPairs(train, complete))(best.regularization)(test.from)
  return {
    fve: fve(test.to, prediction),
    cosine: meanCosine(test.to, prediction),
    regularization: best.regularization,
    prediction,
  }
}

function completePairs({ from, to }: MatrixPair): number[] {
  const rows: number[] = []
  for (let n = 0; n < from.rows; n++) if (!isMissing(from, n) && !isMissing(to, n)) rows.push(n)
  if (rows.length < 3) {
    throw new ProbeError(`ridge regression needs three or more complete pairs, got ${rows.length}`)
  }
  return rows
}

/** The order in which a seeded cycle through all n rows visits them. */
function seededOrder(n: number, seed: number): number[] {
  const next = shuffledPartners(n, seed)
  const order = [0]
  while (order.length < n) order.push(next[order.at(-1)!]!)
  return order
}

function selectPairs({ from, to }: MatrixPair, rows: readonly number[]): MatrixPair {
  return { from: selectRows(from, rows), to: selectRows(to, rows) }
}

/** Covariances once, then a predictor for each λ. */
function fitRidge({ from, to }: MatrixPair): (lambda: number) => (x: Matrix) => Matrix {
  const meanFrom = columnMean(from)
  const meanTo = columnMean(to)
  const n = from.rows
  const d = from.cols
  const x = { data: transpose(centred(from, meanFrom)), width: n, from: 0, to: d }
  const y = { data: transpose(centred(to, meanTo)), width: n, from: 0, to: to.cols }
  const xx = new Float32Array(d * d)
  const yx = new Float32Array(to.cols * d)
  multiply(x, x, xx)
  multiply(y, x, yx)
  let trace = 0
  for (let i = 0; i < d; i++) trace += xx[i * d + i]! / d
  return (lambda) => {
    const regularized = Float64Array.from(xx)
    // A floor of float32 rounding keeps the factorisation positive where n < d.
    for (let i = 0; i < d; i++) regularized[i * d + i]! += Math.max(lambda, 1e-6) * trace
    const inverse = Float32Array.from(invertSymmetric(regularized, d))
    const weights = new Float32Array(to.cols * d)
    multiply(
      { data: yx, width: d, from: 0, to: to.cols },
      allRows({ rows: d, cols: d, data: inverse }),
      weights,
    )
    return (samples) => {
      const data = new Float32Array(samples.rows * to.cols)
      multiply(
        allRows(centred(samples, meanFrom)),
        { data: weights, width: d, from: 0, to: to.cols },
        data,
      )
      for (let i = 0; i < data.length; i++) data[i]! += meanTo[i % to.cols]!
      return { rows: samples.rows, cols: to.cols, data }
    }
  }
}

function centred({ rows, cols, data }: Matrix, mean: Float64Array): Matrix {
  return { rows, cols, data: data.map((value, at) => value - mean[at % cols]!) }
}
