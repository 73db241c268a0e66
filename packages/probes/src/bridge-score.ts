import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import { byLatent } from './by-latent.ts'
import { checkNotEmpty, checkSameRows, checkSameShape, checkSameWidth } from './check.ts'
import { ProbeError } from './errors.ts'
import { keepLargest } from './keep-largest.ts'

export interface BridgeScore {
  /** Σ_i |B_ii| / Σ_ij |B_ij|: how much of the bridge joins a latent to itself. */
  readonly diagonalShare: number
  /** B_ii (length p). */
  readonly diagonal: Float64Array
  /** The strongest bridges, largest |B_ij| first. */
  readonly strongest: readonly { readonly a: number; readonly b: number; readonly score: number }[]
}

/**
 * Bridge score of Papadimitriou et al. (arXiv 2504.11695): B = E_pairs[z^a z^bᵀ] ⊙ (W^a W^bᵀ), p×p,
 * large where latents fire together across a pair and point the same way. Codes n×p of pairs, atoms
 * p×d in one shared space; rows of unit norm make latents comparable. Only latents that are active
 * together in some pair are visited: O(n·k²) sums and one dot product for each such pair, O(p) memory.
 * @throws ProbeError for unequal shapes (a basis that the modalities do not share has no bridge)
 */
export function bridgeScore(
  codesA: SparseCodes,
  codesB: SparseCodes,
  atomsA: Matrix,
  atomsB: Matrix,
  { strongest = 20 } = {},
): BridgeScore {
  checkSameRows(codesA, codesB, 'codes of a pair')
  checkSameWidth(codesA, codesB, 'codes of a pair')
  checkSameShape(atomsA, atomsB, 'atoms of the two modalities')
  checkNotEmpty(codesA, 'the codes')
  const p = codesA.latents
  if (atomsA.rows !== p) {
    throw new ProbeError(`codes have ${p} latents, the dictionary has ${atomsA.rows} atoms`)
  }
  const index = byLatent(codesA)
  const diagonal = new Float64Array(p)
  const together = new Float64Array(p)
  const touched = new Uint32Array(p)
  const top = keepLargest(strongest)
  let total = 0
  let onDiagonal = 0
  for (let i = 0; i < p; i++) {
    let count = 0
    for (let e = index.offsets[i]!; e < index.offsets[i + 1]!; e++) {
      const n = index.samples[e]!
      for (let f = codesB.offsets[n]!; f < codesB.offsets[n + 1]!; f++) {
        const j = codesB.indices[f]!
        if (codesB.values[f] === 0) continue
        if (together[j] === 0) touched[count++] = j
        together[j]! += index.values[e]! * codesB.values[f]!
      }
    }
    for (let t = 0; t < count; t++) {
      const j = touched[t]!
      const score = (together[j]! / codesA.rows) * atomDot(atomsA, i, atomsB, j)
      together[j] = 0
      total += Math.abs(score)
      if (i === j) {
        diagonal[i] = score
        onDiagonal += Math.abs(score)
      }
      top.offer(i * p + j, Math.abs(score), score)
    }
  }
  return {
    diagonalShare: total > 0 ? onDiagonal / total : 0,
    diagonal,
    strongest: top
      .sorted()
      .map(({ id, value }) => ({ a: Math.floor(id / p), b: id % p, score: value })),
  }
}

function atomDot(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0
  for (let t = 0; t < a.cols; t++) sum += a.data[i * a.cols + t]! * b.data[j * b.cols + t]!
  return sum
}
