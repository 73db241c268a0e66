import { matrix, type Matrix } from '@cmgsae/tensor'
import { fve } from '@cmgsae/probes'
import { createRandom, gather } from '@cmgsae/tensor'
import { solvePositive } from './solve-positive.ts'

/** Candidates for λ, in units of the mean variance of an input direction. */
const CANDIDATES = [0.01, 0.1, 1, 10, 100]

/**
 * FVE of y predicted from x by ridge regression, the control beside cross-modal reconstruction:
 * min ‖Y − XB‖² + λ‖B‖² on centred rows (n×d), λ chosen on a fifth of the training rows.
 */
export function ridgeFve(
  train: { readonly x: Matrix; readonly y: Matrix },
  test: { readonly x: Matrix; readonly y: Matrix },
  seed: number,
): number {
  const order = Uint32Array.from({ length: train.x.rows }, (_, n) => n)
  createRandom(seed).shuffle(order)
  const cut = Math.max(1, Math.round(0.2 * order.length))
  const take = (rows: Uint32Array) => ({ x: gather(train.x, rows), y: gather(train.y, rows) })
  const held = take(order.slice(0, cut))
  const inner = prepare(take(order.slice(cut)))
  let best = { lambda: CANDIDATES[0]!, score: -Infinity }
  for (const lambda of CANDIDATES) {
    const score = fve(held.y, predict(inner, lambda, held.x))
    if (score > best.score) best = { lambda, score }
  }
  return fve(test.y, predict(prepare(train), best.lambda, test.x))
}

interface Prepared {
  readonly meanX: Float64Array
  readonly meanY: Float64Array
  /** XᵀX (d×d) and XᵀY (d×m) of centred rows. */
  readonly gram: Float64Array
  readonly moment: Float64Array
}

function prepare({ x, y }: { x: Matrix; y: Matrix }): Prepared {
  const meanX = columnMeans(x)
  const meanY = columnMeans(y)
  const gram = new Float64Array(x.cols * x.cols)
  const moment = new Float64Array(x.cols * y.cols)
  const row = new Float64Array(x.cols)
  const target = new Float64Array(y.cols)
  for (let n = 0; n < x.rows; n++) {
    for (let j = 0; j < x.cols; j++) row[j] = x.data[n * x.cols + j]! - meanX[j]!
    for (let j = 0; j < y.cols; j++) target[j] = y.data[n * y.cols + j]! - meanY[j]!
    for (let i = 0; i < x.cols; i++) {
      const value = row[i]!
      for (let j = 0; j <= i; j++) gram[i * x.cols + j]! += value * row[j]!
      for (let j = 0; j < y.cols; j++) moment[i * y.cols + j]! += value * target[j]!
    }
  }
  return { meanX, meanY, gram, moment }
}

function predict({ meanX, meanY, gram, moment }: Prepared, lambda: number, x: Matrix): Matrix {
  const d = meanX.length
  const m = meanY.length
  const damped = gram.slice()
  let trace = 0
  for (let i = 0; i < d; i++) trace += gram[i * d + i]!
  for (let i = 0; i < d; i++) damped[i * d + i]! += (lambda * trace) / d
  const b = solvePositive(damped, moment, d, m)
  const out = matrix(x.rows, m)
  for (let n = 0; n < x.rows; n++) {
    for (let j = 0; j < m; j++) out.data[n * m + j] = meanY[j]!
    for (let i = 0; i < d; i++) {
      const value = x.data[n * d + i]! - meanX[i]!
      for (let j = 0; j < m; j++) out.data[n * m + j]! += value * b[i * m + j]!
    }
  }
  return out
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const means = new Float64Array(cols)
  for (let at = 0; at < data.length; at++) means[at % cols]! += data[at]! / rows
  return means
}
