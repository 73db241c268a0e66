import type { Sample } from './samples.ts'
import { distance, vector } from './vectors.ts'

/** A row that is not its input's vector as the batch of all inputs gave it. */
export interface StrayRow {
  readonly what: string
  readonly row: number
  readonly input: number
  /** How far it is from that vector; NaN where the lengths differ. */
  readonly apart: number
  /** Another input whose vector it is; undefined for none. */
  readonly other: number | undefined
}

/** The rows of all samples that are strays of the first one. */
export function strayRows([all, ...samples]: readonly Sample[], tolerance: number): StrayRow[] {
  const vectors = all!.places.map((_, i) => vector(all!.result, i))
  const near = (a: Float32Array, b: Float32Array) => distance(a, b) <= tolerance
  return samples.flatMap(({ what, places, result }) =>
    places.flatMap((input, row): StrayRow[] => {
      const found = vector(result, row)
      if (near(found, vectors[input]!)) return []
      const other = vectors.findIndex((candidate) => near(found, candidate))
      const apart = distance(found, vectors[input]!)
      return [{ what, row, input, apart, other: other < 0 ? undefined : other }]
    }),
  )
}
