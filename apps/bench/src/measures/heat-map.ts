import type { NamedPartition } from '@cmgsae/model'
import type { SparseCodes } from '@cmgsae/tensor'
import type { HeatMap } from './figures.ts'

const MOST_GROUPS = 40
const MOST_CLASSES = 50

/**
 * Mean Σ of squares of each group's activations for each class, √ taken. Shows the most active
 * groups and, of many classes, those that some shown group prefers; groups are ordered by the class
 * they prefer, classes by their superclass.
 */
export function heatMap(
  codes: SparseCodes,
  { of, names }: NamedPartition,
  labels: Int32Array,
  classes: { readonly names: readonly string[]; readonly groups?: readonly number[] },
): HeatMap | null {
  const count = classes.names.length
  const squares = new Float64Array(names.length * count)
  const sizes = new Float64Array(count)
  for (let n = 0; n < codes.rows; n++) {
    const label = labels[n]!
    if (label < 0) continue
    sizes[label]!++
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      squares[of[codes.indices[e]!]! * count + label]! += codes.values[e]! ** 2
    }
  }
  const activity = squares.map((sum, at) => Math.sqrt(sum / Math.max(1, sizes[at % count]!)))
  const rowOf = (g: number) => activity.subarray(g * count, (g + 1) * count)
  const groups = names
    .map((_, g) => ({ g, total: rowOf(g).reduce((sum, value) => sum + value, 0) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
    .slice(0, MOST_GROUPS)
    .map(({ g }) => ({ g, top: rowOf(g).indexOf(Math.max(...rowOf(g))) }))
  if (groups.length < 2) return null
  const shown =
    count <= MOST_CLASSES
      ? Array.from({ length: count }, (_, c) => c)
      : [...new Set(groups.map(({ top }) => top))]
  const rank = (c: number) => (classes.groups?.[c] ?? 0) * count + c
  shown.sort((a, b) => rank(a) - rank(b))
  groups.sort((a, b) => shown.indexOf(a.top) - shown.indexOf(b.top))
  return {
    groups: groups.map(({ g }) => names[g]!),
    classes: shown.map((c) => classes.names[c]!),
    values: groups.flatMap(({ g }) => {
      const row = rowOf(g)
      const most = Math.max(...shown.map((c) => row[c]!))
      return shown.map((c) => Math.round((1000 * row[c]!) / (most || 1)) / 1000)
    }),
  }
}
