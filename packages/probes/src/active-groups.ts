import type { NamedPartition } from '@cmgsae/model'
import type { SparseCodes } from '@cmgsae/tensor'
import { checkNotEmpty, checkPartition } from './check.ts'
import { meanSd, type MeanSd } from './mean-sd.ts'

/** |{g : z_g ≠ 0}| per sample, mean ± sd over the n rows of codes (n×p). */
export function activeGroups(codes: SparseCodes, partition: NamedPartition): MeanSd {
  checkNotEmpty(codes, 'the codes')
  checkPartition(codes, partition)
  const counts = new Uint32Array(codes.rows)
  const lastSeen = new Int32Array(partition.names.length).fill(-1)
  for (let n = 0; n < codes.rows; n++) {
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      const group = partition.of[codes.indices[e]!]!
      if (codes.values[e] === 0 || lastSeen[group] === n) continue
      lastSeen[group] = n
      counts[n]!++
    }
  }
  return meanSd(counts)
}
