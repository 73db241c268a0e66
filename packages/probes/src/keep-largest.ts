export interface Kept {
  readonly id: number
  readonly key: number
  readonly value: number
}

export interface KeepLargest {
  /** Considers an item; `value` travels along (default: the key). */
  offer(id: number, key: number, value?: number): void
  /** What was kept, largest key first; among equal keys the lower id. */
  sorted(): Kept[]
}

/** The k items of largest key from a stream, in O(log k) an item: a binary heap with the least on top. */
export function keepLargest(k: number): KeepLargest {
  const heap: Kept[] = []
  const less = (a: Kept, b: Kept) => a.key < b.key || (a.key === b.key && a.id > b.id)
  const sink = (item: Kept) => {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && less(heap[child + 1]!, heap[child]!)) child++
      if (!less(heap[child]!, item)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = item
  }
  const rise = (item: Kept) => {
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!less(item, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = item
  }
  return {
    offer(id, key, value = key) {
      if (heap.length === k && (k === 0 || key < heap[0]!.key)) return
      const item = { id, key, value }
      if (heap.length < k) rise(item)
      else if (less(heap[0]!, item)) sink(item)
    },
    sorted: () => heap.toSorted((a, b) => (less(a, b) ? 1 : -1)),
  }
}
