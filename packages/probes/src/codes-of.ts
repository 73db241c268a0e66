import { matrix, type Matrix, sparseCodes, type SparseCodes } from '@cmgsae/tensor'

/** Sparse codes from written-out rows, for tests. */
export function codesOf(rows: readonly (readonly number[])[]): SparseCodes {
  const latents = rows[0]?.length ?? 0
  const codes = sparseCodes(rows.length, latents, rows.flat().filter((v) => v !== 0).length)
  let at = 0
  for (const [n, row] of rows.entries()) {
    for (const [latent, value] of row.entries()) {
      if (value === 0) continue
      codes.indices[at] = latent
      codes.values[at++] = value
    }
    codes.offsets[n + 1] = at
  }
  return codes
}

/** A matrix from written-out rows, for tests. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return matrix(rows.length, rows[0]!.length, Float32Array.from(rows.flat()))
}
