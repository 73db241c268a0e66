import type { Matrix } from '@cmgsae/tensor'
import { linearSumAssignment } from 'linear-sum-assignment'
import { checkSameWidth } from './check.ts'
import { eachCosineRow } from './cosines.ts'
import { ProbeError } from './errors.ts'
import { selectRows } from './features.ts'
import { rowNorms } from './row-norms.ts'

export interface Stability {
  /** Mean cosine of matched atoms; 1 for dictionaries equal up to order. */
  readonly mean: number
  readonly matches: readonly { readonly a: number; readonly b: number; readonly cosine: number }[]
}

export interface StabilityOptions {
  /** Byte per latent, 1 if it is live (see `liveLatents`). Default: atoms that are not zero. */
  liveA?: Uint8Array
  liveB?: Uint8Array
}

/**
 * Stability of dictionaries (p×d each) across seeds: the mean cosine of atoms matched one to one so
 * that the sum of cosines is largest (Hungarian assignment), over live latents only. With unequal
 * numbers of live latents every atom of the smaller side is matched. O(p²d + p³).
 * @throws ProbeError for unequal widths, a mask of the wrong length, or no live latent
 */
export function stability(
  atomsA: Matrix,
  atomsB: Matrix,
  { liveA, liveB }: StabilityOptions = {},
): Stability {
  checkSameWidth(atomsA, atomsB, 'the two dictionaries')
  const rowsA = liveRows(atomsA, liveA, 'liveA')
  const rowsB = liveRows(atomsB, liveB, 'liveB')
  const cosines: Float64Array[] = []
  eachCosineRow(selectRows(atomsA, rowsA), selectRows(atomsB, rowsB), (_, row) => {
    cosines.push(Float64Array.from(row))
  })
  const { rowAssignments } = linearSumAssignment(cosines, { maximaze: true })
  const matches = []
  for (const [i, a] of rowsA.entries()) {
    const j = rowAssignments[i]!
    if (j >= 0) matches.push({ a, b: rowsB[j]!, cosine: cosines[i]![j]! })
  }
  return { mean: matches.reduce((sum, { cosine }) => sum + cosine, 0) / matches.length, matches }
}

function liveRows(atoms: Matrix, live: Uint8Array | undefined, name: string): number[] {
  if (live && live.length !== atoms.rows) {
    throw new ProbeError(`${name} has ${live.length} entries, the dictionary ${atoms.rows} atoms`)
  }
  const norms = rowNorms(atoms)
  const rows: number[] = []
  for (let i = 0; i < atoms.rows; i++) if ((live?.[i] ?? 1) && norms[i]! > 0) rows.push(i)
  if (rows.length === 0) {
    throw new ProbeError(`none of ${atoms.rows} atoms is live (${name}); nothing can be matched`)
  }
  return rows
}
