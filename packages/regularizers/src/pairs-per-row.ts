import { rowNorm, type Codes } from './codes.ts'

/**
 * How many pairs of modalities a row has codes in, mean over the rows that have any: 1 of two
 * modalities, 6 of four that no row lacks, 1 where every row has two of four.
 */
export function pairsPerRow(codes: readonly Codes[]): number {
  let rows = 0
  let pairs = 0
  for (let n = 0; n < codes[0]!.rows; n++) {
    let there = 0
    for (const code of codes) if (rowNorm(code, n) > 0) there++
    if (there < 2) continue
    rows++
    pairs += (there * (there - 1)) / 2
  }
  return rows === 0 ? 1 : pairs / rows
}
