/** How the hits of two sides stand to each other and to the query's class. */
export interface Agreement {
  /** Rank (from 1) of each sample on either side. */
  readonly ranks: readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>]
  /** Samples on both sides. */
  readonly both: number
}

export function agreement(first: readonly number[], second: readonly number[]): Agreement {
  const ranks = [first, second].map((side) => new Map(side.map((sample, at) => [sample, at + 1])))
  const [a, b] = ranks as [Map<number, number>, Map<number, number>]
  return { ranks: [a, b], both: first.filter((sample) => b.has(sample)).length }
}

/** Hits of a class; undefined where there is no class to compare with. */
export function ofClass(
  hits: readonly number[],
  labels: Int32Array,
  wanted: number,
): number | undefined {
  return wanted < 0 ? undefined : hits.filter((sample) => labels[sample] === wanted).length
}
