/** One range of rows to read (from ≤ row < to) and where in the batch each row goes. */
export interface PlannedRead {
  from: number
  to: number
  places: { row: number; place: number }[]
}

/** Sorts the wanted rows and joins neighbours, so that a batch costs as few reads as it can. */
export function planReads(wanted: readonly number[]): PlannedRead[] {
  const sorted = wanted.map((row, place) => ({ row, place })).toSorted((a, b) => a.row - b.row)
  const reads: PlannedRead[] = []
  for (const next of sorted) {
    const open = reads.at(-1)
    if (open && next.row <= open.to) {
      open.to = next.row + 1
      open.places.push(next)
    } else {
      reads.push({ from: next.row, to: next.row + 1, places: [next] })
    }
  }
  return reads
}
