import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import { weightedDirections } from './weighted-directions.ts'

/**
 * Monosemanticity of each latent (Pach et al., arXiv 2504.02821): mean cosine of the samples it
 * fires for, weighted by activation,
 * MS_i = Σ_{n≠m} a_n a_m cos(e_n, e_m) / Σ_{n≠m} a_n a_m = (‖Σ a ê‖² − Σ a²) / ((Σ a)² − Σ a²),
 * which costs O(nnz·d) instead of all pairs. Codes n×p; e (n×d) are embeddings of the same samples
 * by an encoder *independent* of the one the codes come from, without zero rows. NaN where a latent
 * fires for fewer than two samples.
 */
export function monosemanticity(codes: SparseCodes, e: Matrix): Float64Array {
  const { direction, sum, squares, count } = weightedDirections(codes, e)
  return Float64Array.from(sum, (total, i) => {
    if (count[i]! < 2) return NaN
    let norm = 0
    for (let j = i * e.cols; j < (i + 1) * e.cols; j++) norm += direction[j]! ** 2
    return (norm - squares[i]!) / (total * total - squares[i]!)
  })
}
