import type { NamedPartition } from '@cmgsae/model'
import type { SparseCodes } from '@cmgsae/tensor'

/** Calls `visit(n, g, ‖z_{n,g}‖₂)` for every group that is active in sample n, sample by sample. */
export function eachGroupActivity(
  codes: SparseCodes,
  { of, names }: NamedPartition,
  visit: (sample: number, group: number, activity: number) => void,
): void {
  const squares = new Float64Array(names.length)
  const touched: number[] = []
  for (let n = 0; n < codes.rows; n++) {
    touched.length = 0
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      const value = codes.values[e]!
      const group = of[codes.indices[e]!]!
      if (value === 0) continue
      if (squares[group] === 0) touched.push(group)
      squares[group]! += value * value
    }
    for (const group of touched) {
      visit(n, group, Math.sqrt(squares[group]!))
      squares[group] = 0
    }
  }
}
