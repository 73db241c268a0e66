import { sparseCodes, type SparseCodes } from '@cmgsae/tensor'

/** Latents that a sample uses, ascending. */
export function usedLatents({ offsets, rows, indices, latents }: SparseCodes): Uint32Array {
  const used = new Uint8Array(latents)
  for (let e = 0; e < offsets[rows]!; e++) used[indices[e]!] = 1
  return Uint32Array.from(used.keys()).filter((i) => used[i])
}

/** The codes with the listed latents alone, numbered as listed. */
export function selectLatents(codes: SparseCodes, latents: Uint32Array): SparseCodes {
  const number = new Int32Array(codes.latents).fill(-1)
  for (const [at, i] of latents.entries()) number[i] = at
  const stored = codes.indices.subarray(0, codes.offsets[codes.rows]).filter((i) => number[i]! >= 0)
  const out = sparseCodes(codes.rows, latents.length, stored.length)
  let at = 0
  for (let n = 0; n < codes.rows; n++) {
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      const i = number[codes.indices[e]!]!
      if (i < 0) continue
      out.indices[at] = i
      out.values[at++] = codes.values[e]!
    }
    out.offsets[n + 1] = at
  }
  return out
}
