import type { SparseCodes } from '@cmgsae/tensor'
import { groupCodes } from '../codes/group-codes.ts'
import type { Partition } from '../types.ts'
import type { HeatMap } from './measures.ts'

/** Groups that the map has room for: those of most activity. */
const ROWS = 48

/** Mean ‖z_g‖ of the strongest groups for each class, each row divided by its largest value. */
export function heatMapOf(
  codes: SparseCodes,
  partition: Partition,
  labels: Int32Array,
  classes: readonly string[],
): HeatMap {
  const { rows, offsets, indices, values, latents } = groupCodes(codes, partition)
  const sums = new Float64Array(latents * classes.length)
  const counts = new Uint32Array(classes.length)
  const total = new Float64Array(latents)
  for (let n = 0; n < rows; n++) {
    counts[labels[n]!]!++
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      sums[indices[e]! * classes.length + labels[n]!]! += values[e]!
      total[indices[e]!]! += values[e]!
    }
  }
  const strongest = [...total.keys()]
    .filter((g) => total[g]! > 0)
    .sort((a, b) => total[b]! - total[a]!)
    .slice(0, ROWS)
    .sort((a, b) => a - b)
  return {
    groups: strongest.map((g) => partition.names[g]!),
    classes,
    values: strongest.flatMap((g) => {
      const means = classes.map((_, c) => sums[g * classes.length + c]! / Math.max(1, counts[c]!))
      const most = Math.max(...means) || 1
      return means.map((mean) => Math.round((1000 * mean) / most) / 1000)
    }),
  }
}
