import { distinctInputs, type Encoder } from './embed-shard.ts'
import type { Item } from './item.ts'

/** How far the slowest of encoders that work side by side is, from 0 to 1. */
export function trackShare(
  encoders: readonly Encoder[],
  shards: readonly (readonly Item[])[],
): { add(encoder: Encoder, inputs: number): void; share(): number } {
  const totals = new Map<Encoder, number>()
  for (const encoder of encoders) {
    const total = shards.reduce((sum, items) => sum + distinctInputs(items, encoder.kind).length, 0)
    if (total > 0) totals.set(encoder, total)
  }
  const done = new Map<Encoder, number>()
  return {
    add: (encoder, inputs) => void done.set(encoder, (done.get(encoder) ?? 0) + inputs),
    share: () =>
      Math.min(1, ...[...totals].map(([encoder, total]) => (done.get(encoder) ?? 0) / total)),
  }
}
