/**
 * Vertical positions of labels, each as near as possible to where it belongs and at least `gap`
 * apart, within [top, bottom]. Input and output are in the same order.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  [top, bottom]: readonly [number, number],
): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = new Map<number, number>()
  let last = top - gap
  for (const index of order) {
    last = Math.max(wanted[index]!, last + gap)
    placed.set(index, last)
  }
  let limit = bottom
  for (const index of order.reverse()) {
    limit = Math.min(placed.get(index)!, limit)
    placed.set(index, limit)
    limit -= gap
  }
  return wanted.map((_, index) => placed.get(index)!)
}
