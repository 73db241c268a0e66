import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import { byLatent } from './by-latent.ts'
import { checkSameWidth } from './check.ts'
import { overlap } from './overlap.ts'
import { dense, type Features, isSparse } from './features.ts'
import { allRows, multiply } from './product.ts'
import { rowNorms } from './row-norms.ts'

/**
 * Similarities closer than this count as tied: float32 embeddings carry no more, and collapsed
 * codes must not win by rounding.
 */
export const tieTolerance = 1e-6

/**
 * Calls `visit(i, cosines)` for each query row with its cosine to every gallery row; the array is
 * reused. Zero rows have cosine 0 with everything. Two sparse sides meet through an inverted index.
 * @throws ProbeError for unequal widths
 */
export function eachCosineRow(
  queries: Features,
  gallery: Features,
  visit: (query: number, cosines: Float32Array) => void,
): void {
  checkSameWidth(queries, gallery, 'queries and gallery')
  const inverse = rowNorms(gallery).map((norm) => (norm > 0 ? 1 / norm : 0))
  const norms = rowNorms(queries)
  const finish = (i: number, dots: Float32Array) => {
    const scale = norms[i]! > 0 ? 1 / norms[i]! : 0
    for (let j = 0; j < dots.length; j++) dots[j]! *= scale * inverse[j]!
    visit(i, dots)
  }
  if (isSparse(queries) && isSparse(gallery)) sparseDots(queries, gallery, finish)
  else denseDots(dense(queries), dense(gallery), finish)
}

/** A function that gives the cosine of one query row with one gallery row. */
export function pairCosine(queries: Features, gallery: Features): (i: number, j: number) => number {
  checkSameWidth(queries, gallery, 'queries and gallery')
  const normsA = rowNorms(queries)
  const normsB = rowNorms(gallery)
  const [a, b] =
    isSparse(queries) && isSparse(gallery) ? [queries, gallery] : [dense(queries), dense(gallery)]
  return (i, j) => {
    const scale = normsA[i]! * normsB[j]!
    return scale > 0 ? dot(a, i, b, j) / scale : 0
  }
}

function dot(a: Features, i: number, b: Features, j: number): number {
  if (isSparse(a) && isSparse(b)) return overlap(a, i, b, j).dot
  const x = a as Matrix
  const y = b as Matrix
  let sum = 0
  for (let t = 0; t < x.cols; t++) sum += x.data[i * x.cols + t]! * y.data[j * x.cols + t]!
  return sum
}

type Visit = (query: number, dots: Float32Array) => void

function sparseDots(queries: SparseCodes, gallery: SparseCodes, visit: Visit): void {
  const index = byLatent(gallery)
  const sums = new Float64Array(gallery.rows)
  const dots = new Float32Array(gallery.rows)
  for (let i = 0; i < queries.rows; i++) {
    sums.fill(0)
    for (let e = queries.offsets[i]!; e < queries.offsets[i + 1]!; e++) {
      const latent = queries.indices[e]!
      const value = queries.values[e]!
      const end = index.offsets[latent + 1]!
      for (let f = index.offsets[latent]!; f < end; f++) {
        sums[index.samples[f]!]! += value * index.values[f]!
      }
    }
    dots.set(sums)
    visit(i, dots)
  }
}

function denseDots(queries: Matrix, gallery: Matrix, visit: Visit): void {
  const block = 16
  const out = new Float32Array(block * gallery.rows)
  for (let from = 0; from < queries.rows; from += block) {
    const to = Math.min(from + block, queries.rows)
    multiply({ data: queries.data, width: queries.cols, from, to }, allRows(gallery), out)
    for (let i = from; i < to; i++) {
      visit(i, out.subarray((i - from) * gallery.rows, (i - from + 1) * gallery.rows))
    }
  }
}
