/** Inputs from ≤ i < to of a batch. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** What is left to send of n inputs. */
export interface Ranges {
  /** The next inputs, at most `size`; undefined when all are taken. */
  take(size: number): Range | undefined
  /** Takes inputs back that were not sent, to be the next. */
  giveBack(range: Range): void
}

export function createRanges(n: number): Ranges {
  const left: Range[] = n > 0 ? [{ from: 0, to: n }] : []
  return {
    take(size) {
      const next = left.pop()
      if (next === undefined || next.to - next.from <= size) return next
      const cut = next.from + size
      left.push({ from: cut, to: next.to })
      return { from: next.from, to: cut }
    },
    giveBack(range) {
      left.push(range)
    },
  }
}
