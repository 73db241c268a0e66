/**
 * Places of the k largest values, largest first, ties to the lower place; NaN and what `keep`
 * refuses are left out.
 */
export function topK(
  values: ArrayLike<number>,
  k: number,
  keep: (at: number) => boolean = () => true,
): Uint32Array {
  // A heap of the best so far, the worst of them at its root.
  const heap: number[] = []
  const worse = (a: number, b: number) =>
    values[a]! < values[b]! || (values[a] === values[b] && a > b)
  const sink = (at: number) => {
    for (;;) {
      let lowest = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && worse(heap[child]!, heap[lowest]!)) lowest = child
      }
      if (lowest === at) return
      ;[heap[at], heap[lowest]] = [heap[lowest]!, heap[at]!]
      at = lowest
    }
  }
  for (let i = 0; i < values.length && k > 0; i++) {
    if (Number.isNaN(values[i]) || (heap.length === k && !worse(heap[0]!, i)) || !keep(i)) continue
    if (heap.length === k) {
      heap[0] = i
      sink(0)
      continue
    }
    heap.push(i)
    if (heap.length === k) for (let at = k >> 1; at >= 0; at--) sink(at)
  }
  return Uint32Array.from(heap.sort((a, b) => (worse(b, a) ? -1 : 1)))
}
