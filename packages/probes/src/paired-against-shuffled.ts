import type { SparseCodes } from '@cmgsae/tensor'
import { checkSameRows, checkSameWidth } from './check.ts'
import { ProbeError } from './errors.ts'
import { overlap, type Overlap } from './overlap.ts'
import { shuffledPartners } from './shuffled-partners.ts'

/** A mean over pairs beside the same mean over shuffled pairs, the noise floor. */
export interface PairedScore {
  readonly paired: number
  readonly shuffled: number
}

/** Mean of `score` over rows (n, n) and over rows (n, partner of n). */
export function pairedAgainstShuffled(
  a: SparseCodes,
  b: SparseCodes,
  seed: number,
  score: (overlap: Overlap, rowA: number, rowB: number) => number,
): PairedScore {
  checkSameRows(a, b, 'codes of a pair')
  checkSameWidth(a, b, 'codes of a pair')
  if (a.rows < 2) throw new ProbeError(`${a.rows} pairs cannot be shuffled; give two or more`)
  const partner = shuffledPartners(a.rows, seed)
  let paired = 0
  let shuffled = 0
  for (let n = 0; n < a.rows; n++) {
    paired += score(overlap(a, n, b, n), n, n)
    shuffled += score(overlap(a, n, b, partner[n]!), n, partner[n]!)
  }
  return { paired: paired / a.rows, shuffled: shuffled / a.rows }
}
