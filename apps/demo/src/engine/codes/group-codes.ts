import { sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import type { Partition } from '../types.ts'

/** Codes over groups (n×G): ‖z_g‖ of each group that fires. */
export function groupCodes(codes: SparseCodes, { names, of }: Partition): SparseCodes {
  const { rows, offsets, indices, values } = codes
  const out = sparseCodes(rows, names.length, offsets[rows]!)
  const squares = new Float64Array(names.length)
  let at = 0
  for (let n = 0; n < rows; n++) {
    const active: number[] = []
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      const g = of[indices[e]!]!
      if (squares[g] === 0) active.push(g)
      squares[g]! += values[e]! ** 2
    }
    active.sort((a, b) => a - b)
    for (const g of active) {
      out.indices[at] = g
      out.values[at++] = Math.sqrt(squares[g]!)
      squares[g] = 0
    }
    out.offsets[n + 1] = at
  }
  return out
}
