import { row, type Matrix } from '@cmgsae/tensor'

/** Rows (n×d, unit length) whose cosine with an earlier kept row of their class is above `limit`. */
export function nearDuplicates(
  x: Matrix,
  labels: ArrayLike<number>,
  limit: number,
): ReadonlySet<number> {
  const kept = new Map<number, number[]>()
  const dropped = new Set<number>()
  for (let n = 0; n < x.rows; n++) {
    const own = row(x, n)
    const others = kept.get(labels[n]!) ?? []
    const close = others.some((other) => {
      const values = row(x, other)
      let dot = 0
      for (let j = 0; j < own.length; j++) dot += own[j]! * values[j]!
      return dot > limit
    })
    if (close) dropped.add(n)
    else kept.set(labels[n]!, [...others, n])
  }
  return dropped
}
