import { row, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import type { OpenedRun } from '../runs/opened-run.ts'
import type { Query } from '../types.ts'
import { embeddingOf } from './embedding-of.ts'

/**
 * share_i = z_i⟨w_i, r⟩ / ‖r‖² of each active latent, r = Σ z_i w_i: what it brings to the
 * reconstruction in a modality. They sum to 1; all 0 where nothing is reconstructed.
 */
export function shares({ indices, values }: SparseCodes, atoms: Matrix): Float32Array {
  const sum = new Float64Array(atoms.cols)
  for (const [e, i] of indices.entries()) {
    const atom = row(atoms, i)
    for (let j = 0; j < sum.length; j++) sum[j]! += values[e]! * atom[j]!
  }
  let squares = 0
  for (const value of sum) squares += value * value
  return Float32Array.from(indices, (i, e) => {
    const atom = row(atoms, i)
    let dot = 0
    for (let j = 0; j < sum.length; j++) dot += atom[j]! * sum[j]!
    return squares > 0 ? (values[e]! * dot) / squares : 0
  })
}

/** Cosine, about the mean, of a decoded code with the query's own embedding; null without one. */
export async function reconstructionCosine(
  run: OpenedRun,
  code: SparseCodes,
  query: Query,
  modality: string,
): Promise<number | null> {
  const own = embeddingOf(run, query, modality)
  if (!own || run.samples.count === 0) return null
  const { mean } =
    run.run.model.normalizations[run.model.modalities.findIndex(({ name }) => name === modality)]!
  const decoded = await run.model.decode(code, modality)
  const target = run.model.normalize(own, modality)
  let [dot, a, b] = [0, 0, 0]
  for (let j = 0; j < mean.length; j++) {
    const [x, y] = [decoded.data[j]! - mean[j]!, target.data[j]! - mean[j]!]
    dot += x * y
    a += x * x
    b += y * y
  }
  return a > 0 && b > 0 ? dot / Math.sqrt(a * b) : null
}
