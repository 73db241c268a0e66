import type { SparseCodes } from '@cmgsae/tensor'

/** What two code rows share: the sums that overlap scores are made of. */
export interface Overlap {
  /** |S_a|, |S_b| and |S_a ∩ S_b|. */
  readonly activeA: number
  readonly activeB: number
  readonly activeBoth: number
  /** ⟨z_a, z_b⟩. */
  readonly dot: number
}

/** Merges two ascending rows. */
export function overlap(a: SparseCodes, rowA: number, b: SparseCodes, rowB: number): Overlap {
  let e = a.offsets[rowA]!
  let f = b.offsets[rowB]!
  const endA = a.offsets[rowA + 1]!
  const endB = b.offsets[rowB + 1]!
  let activeA = 0
  let activeB = 0
  let activeBoth = 0
  let dot = 0
  while (e < endA || f < endB) {
    const i = e < endA ? a.indices[e]! : Infinity
    const j = f < endB ? b.indices[f]! : Infinity
    const u = i <= j ? a.values[e++]! : 0
    const v = j <= i ? b.values[f++]! : 0
    if (u !== 0) activeA++
    if (v !== 0) activeB++
    if (u !== 0 && v !== 0) activeBoth++
    dot += u * v
  }
  return { activeA, activeB, activeBoth, dot }
}
