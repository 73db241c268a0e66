import type { Item } from './item.ts'

/** Samples `from` to `to` (exclusive) of the source. */
export interface ShardRange {
  readonly from: number
  readonly to: number
}

/**
 * Shards of `size` samples, or a few more: samples in a row that share a file (one picture, five
 * captions) stay together, so that the file is embedded once and they get the same bytes.
 */
export function shardRanges(items: readonly Item[], size: number): ShardRange[] {
  const ranges: ShardRange[] = []
  for (let from = 0; from < items.length;) {
    let to = Math.min(from + size, items.length)
    while (to < items.length && shareFile(items[to - 1]!, items[to]!)) to++
    ranges.push({ from, to })
    from = to
  }
  return ranges
}

function shareFile(a: Item, b: Item): boolean {
  return (['image', 'audio'] as const).some(
    (kind) => a.inputs[kind] !== undefined && a.inputs[kind].value === b.inputs[kind]?.value,
  )
}
