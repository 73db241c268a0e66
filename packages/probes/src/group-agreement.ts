import { ProbeError } from './errors.ts'

/**
 * Fraction of groups whose top class (see `groupPurity`) is the same in two modalities, among the
 * groups active in both: |{g : a_g = b_g ≥ 0}| / |{g : a_g, b_g ≥ 0}|.
 * @throws ProbeError for unequal numbers of groups
 */
export function groupAgreement(
  topClassA: ArrayLike<number>,
  topClassB: ArrayLike<number>,
): { agreement: number; groups: number } {
  if (topClassA.length !== topClassB.length) {
    throw new ProbeError(
      `agreement compares equal partitions, got ${topClassA.length} and ${topClassB.length} groups`,
    )
  }
  let same = 0
  let groups = 0
  for (let g = 0; g < topClassA.length; g++) {
    if (topClassA[g]! < 0 || topClassB[g]! < 0) continue
    groups++
    if (topClassA[g] === topClassB[g]) same++
  }
  return { agreement: groups > 0 ? same / groups : 0, groups }
}
