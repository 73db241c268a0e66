import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import { checkSameRows } from './check.ts'
import { rowNorms } from './row-norms.ts'

/** Sums over samples n, for every latent i with activations a = z_{n,i} and unit rows ê_n. */
export interface WeightedDirections {
  /** Σ a ê, p×d. */
  readonly direction: Float64Array
  /** Σ a. */
  readonly sum: Float64Array
  /** Σ a². */
  readonly squares: Float64Array
  /** Samples in which the latent fires. */
  readonly count: Uint32Array
}

/** The sums that monosemanticity is made of, O(nnz·d). A zero row of e has no direction and adds 0. */
export function weightedDirections(codes: SparseCodes, e: Matrix): WeightedDirections {
  checkSameRows(codes, e, 'codes and embeddings')
  const { latents, offsets, indices, values } = codes
  const norms = rowNorms(e)
  const direction = new Float64Array(latents * e.cols)
  const sum = new Float64Array(latents)
  const squares = new Float64Array(latents)
  const count = new Uint32Array(latents)
  for (let n = 0; n < codes.rows; n++) {
    for (let f = offsets[n]!; f < offsets[n + 1]!; f++) {
      const a = values[f]!
      if (a === 0) continue
      const i = indices[f]!
      sum[i]! += a
      squares[i]! += a * a
      count[i]!++
      if (norms[n] === 0) continue
      const scaled = a / norms[n]!
      for (let j = 0; j < e.cols; j++) {
        direction[i * e.cols + j]! += scaled * e.data[n * e.cols + j]!
      }
    }
  }
  return { direction, sum, squares, count }
}
