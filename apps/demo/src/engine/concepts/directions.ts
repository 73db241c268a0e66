import { matrix, row, type Matrix } from '@cmgsae/tensor'
import { topK } from '../top-k.ts'
import type { Hits, Partition } from '../types.ts'

/** Atoms of all modalities side by side (p×ΣD), each of unit length; an atom of zeros stays so. */
export function directions(atoms: readonly Matrix[]): Matrix {
  const { rows } = atoms[0]!
  const out = matrix(
    rows,
    atoms.reduce((sum, { cols }) => sum + cols, 0),
  )
  for (let i = 0; i < rows; i++) {
    let at = 0
    for (const part of atoms) {
      row(out, i).set(row(part, i), at)
      at += part.cols
    }
    toUnit(row(out, i))
  }
  return out
}

/** Mean direction of each group's latents (G×ΣD), of unit length. */
export function groupDirections(latents: Matrix, { names, of }: Partition): Matrix {
  const out = matrix(names.length, latents.cols)
  for (const [i, g] of of.entries()) {
    const sum = row(out, g)
    const own = row(latents, i)
    for (let j = 0; j < sum.length; j++) sum[j]! += own[j]!
  }
  for (let g = 0; g < names.length; g++) toUnit(row(out, g))
  return out
}

/** The rows that point most like row i, by cosine, without i itself. */
export function nearestDirections(of: Matrix, i: number, count: number): Hits {
  const own = row(of, i)
  const cosines = new Float32Array(of.rows)
  for (let k = 0; k < of.rows; k++) {
    const at = k * of.cols
    let dot = 0
    for (let j = 0; j < of.cols; j++) dot += of.data[at + j]! * own[j]!
    cosines[k] = dot
  }
  const indices = topK(cosines, count, (k) => k !== i)
  return { indices, scores: Float32Array.from(indices, (k) => cosines[k]!) }
}

/** Scales to length 1 in place; zeros stay zeros. */
export function toUnit(values: Float32Array): Float32Array {
  let squares = 0
  for (const value of values) squares += value * value
  const norm = Math.sqrt(squares)
  if (norm > 0) for (let j = 0; j < values.length; j++) values[j]! /= norm
  return values
}
