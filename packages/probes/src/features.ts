import { densify, gather, type Matrix, sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import { ProbeError } from './errors.ts'

/** What a probe reads: sparse codes (n×p) or a dense matrix (n×d). */
export type Features = SparseCodes | Matrix

/** Class of each sample, whole numbers from 0. */
export type Labels = ArrayLike<number>

/** Features (n×d) with the class of each row. */
export interface Labelled {
  readonly features: Features
  readonly labels: Labels
}

export function isSparse(features: Features): features is SparseCodes {
  return 'latents' in features
}

/** Number of columns: latents of codes, width of a matrix. */
export function widthOf(features: Features): number {
  return isSparse(features) ? features.latents : features.cols
}

/** The same features as a matrix; a matrix is returned as it is. */
export function dense(features: Features): Matrix {
  if (!isSparse(features)) return features
  return { rows: features.rows, cols: features.latents, data: densify(features) }
}

/** The listed rows, in the given order, as a copy. @throws ProbeError for a row outside 0 … n−1 */
export function selectRows<F extends Features>(features: F, rows: ArrayLike<number>): F
export function selectRows(features: Features, rows: ArrayLike<number>): Features {
  for (let i = 0; i < rows.length; i++) {
    if (!(Number.isInteger(rows[i]) && rows[i]! >= 0 && rows[i]! < features.rows)) {
      throw new ProbeError(`row ${rows[i]} does not exist: there are ${features.rows} rows`)
    }
  }
  return isSparse(features) ? selectCodes(features, rows) : gather(features, rows)
}

function selectCodes(codes: SparseCodes, rows: ArrayLike<number>): SparseCodes {
  let stored = 0
  for (let i = 0; i < rows.length; i++) {
    stored += codes.offsets[rows[i]! + 1]! - codes.offsets[rows[i]!]!
  }
  const out = sparseCodes(rows.length, codes.latents, stored)
  let at = 0
  for (let i = 0; i < rows.length; i++) {
    const from = codes.offsets[rows[i]!]!
    const to = codes.offsets[rows[i]! + 1]!
    out.indices.set(codes.indices.subarray(from, to), at)
    out.values.set(codes.values.subarray(from, to), at)
    at += to - from
    out.offsets[i + 1] = at
  }
  return out
}
