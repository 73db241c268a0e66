import type { SparseCodes } from '@cmgsae/tensor'
import { checkNotEmpty } from './check.ts'
import { meanSd, type MeanSd } from './mean-sd.ts'

/** L0: number of non-zero latents per sample, mean ± sd over the n rows of codes (n×p). */
export function l0(codes: SparseCodes): MeanSd {
  checkNotEmpty(codes, 'the codes')
  const counts = new Uint32Array(codes.rows)
  for (let n = 0; n < codes.rows; n++) {
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      if (codes.values[e] !== 0) counts[n]!++
    }
  }
  return meanSd(counts)
}
