import { matrix, row, type Matrix, type Random } from '@cmgsae/tensor'
import type { Concepts } from './concepts.ts'

/** Cosine of two sub-concepts of one group, on average. */
const groupCosine = 0.3

/**
 * The planted atoms, one K×d_s matrix per modality, rows of unit length, zero where the concept
 * cannot be seen.
 *
 *     w_k = √0.3 · G_group(k) + √0.7 · O_k       G, O = √a · common + √(1−a) · own of the modality
 *
 * `alignment` a is the cosine of one concept's atoms in two modalities of equal width. Where widths
 * differ, each modality keeps the leading entries of the common part.
 */
export function plantDictionary(
  { groups, concepts }: Concepts,
  widths: readonly number[],
  alignment: number,
  random: Random,
): Matrix[] {
  const groupParts = directions(groups.length, widths, alignment, random)
  const ownParts = directions(concepts.length, widths, alignment, random)
  return widths.map((width, s) => {
    const atoms = matrix(concepts.length, width)
    concepts.forEach(({ group, visibleIn }, k) => {
      if (visibleIn[s]) {
        combine(row(atoms, k), row(groupParts[s]!, group), row(ownParts[s]!, k), groupCosine)
      }
    })
    return atoms
  })
}

/** `count` random unit directions in every modality, aligned between modalities. */
function directions(
  count: number,
  widths: readonly number[],
  alignment: number,
  random: Random,
): Matrix[] {
  const common = gaussian(count, Math.max(...widths), random)
  return widths.map((width) => {
    const out = gaussian(count, width, random)
    for (let i = 0; i < count; i++) {
      const own = normalize(row(out, i))
      combine(own, normalize(row(common, i).slice(0, width)), own, alignment)
    }
    return out
  })
}

function gaussian(rows: number, cols: number, random: Random): Matrix {
  return matrix(rows, cols, Float32Array.from({ length: rows * cols }, random.normal))
}

/** out ← (√share · a + √(1−share) · b), at unit length; `out` may be `a` or `b`. */
function combine(out: Float32Array, a: Float32Array, b: Float32Array, share: number): void {
  for (let j = 0; j < out.length; j++) {
    out[j] = Math.sqrt(share) * a[j]! + Math.sqrt(1 - share) * b[j]!
  }
  normalize(out)
}

/** Scales a vector to unit length in place and gives it back. */
export function normalize(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const scale = 1 / Math.sqrt(squares)
  for (let j = 0; j < vector.length; j++) vector[j]! *= scale
  return vector
}
