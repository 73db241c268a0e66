import type { SparseCodes } from '@cmgsae/tensor'
import type { Code, Partition } from '../types.ts'

/** Row n as codes of one row. */
export function codeRow(
  { latents, offsets, indices, values }: SparseCodes,
  n: number,
): SparseCodes {
  const [from, to] = [offsets[n]!, offsets[n + 1]!]
  return {
    rows: 1,
    latents,
    offsets: Uint32Array.of(0, to - from),
    indices: indices.slice(from, to),
    values: values.slice(from, to),
  }
}

/** One row of codes as it is told to the rooms. */
export function describeCode({ indices, values }: SparseCodes, { names, of }: Partition): Code {
  const groups = new Float32Array(names.length)
  for (const [e, i] of indices.entries()) groups[of[i]!]! += values[e]! ** 2
  return { indices: indices.slice(), values: values.slice(), groups: groups.map(Math.sqrt) }
}

/** Euclidean norm of every row. */
export function rowNorms({ rows, offsets, values }: SparseCodes): Float32Array {
  const norms = new Float32Array(rows)
  for (let n = 0; n < rows; n++) {
    let squares = 0
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) squares += values[e]! ** 2
    norms[n] = Math.sqrt(squares)
  }
  return norms
}
