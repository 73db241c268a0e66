import type { SparseCodes } from '@cmgsae/tensor'
import { checkNotEmpty } from './check.ts'

/** Density of each latent (length p): the fraction of the n samples in which z_i ≠ 0. */
export function density(codes: SparseCodes): Float64Array {
  checkNotEmpty(codes, 'the codes')
  const out = new Float64Array(codes.latents)
  const end = codes.offsets[codes.rows]!
  for (let e = 0; e < end; e++) if (codes.values[e] !== 0) out[codes.indices[e]!]!++
  for (let i = 0; i < out.length; i++) out[i]! /= codes.rows
  return out
}
