import { meanSd } from '@cmgsae/probes'

export interface Spread {
  readonly mean: number
  readonly sd: number
  /** Of each split, in the order of the splits; null where it was not measured or failed. */
  readonly values: readonly (number | null)[]
}

/** Null where nothing was measured. */
export function spread(found: readonly (number | null)[]): Spread | null {
  const values = found.map((value) => (value === null ? null : round(value)))
  const measured = values.filter((value) => value !== null)
  if (measured.length === 0) return null
  const { mean, sd } = meanSd(measured)
  return { mean: round(mean), sd: round(sd), values }
}

/** Six digits say more than any of these measures can. */
export const round = (value: number) => Number(value.toPrecision(6))
