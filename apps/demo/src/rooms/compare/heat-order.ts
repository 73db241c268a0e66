import type { HeatMap } from '../../engine/measure/measures.ts'

/** Rows of a heat map in the order of the class that each is strongest for: a diagonal, if any. */
export function heatOrder({ groups, classes, values }: HeatMap): number[] {
  const strongest = groups.map((_, g) => {
    const row = values.slice(g * classes.length, (g + 1) * classes.length)
    return row.indexOf(Math.max(...row))
  })
  return [...groups.keys()].sort((a, b) => strongest[a]! - strongest[b]! || a - b)
}
