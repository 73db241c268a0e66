import type { Encoder, ShardOutcomes } from './embed-shard.ts'
import { ownKinds, type Item, type ItemList } from './item.ts'

/** An input that could not be embedded: a line of skipped.jsonl. */
export interface Skip {
  /** Number of its sample in the source, counted from 0. */
  readonly sample: number
  readonly modality: string
  readonly input: string
  readonly reason: string
}

/** The samples of a shard that are kept, each with a vector per encoder where it has one. */
export interface SettledShard {
  readonly items: readonly Item[]
  readonly vectors: readonly (readonly (Float32Array | undefined)[])[]
  readonly skips: readonly Skip[]
}

/**
 * Leaves out samples with an input that could not be embedded, or, where samples may miss some, only
 * those that are left with nothing of their own. What a sample never had is missing, not a failure.
 */
export function settleShard(
  items: readonly Item[],
  encoders: readonly Pick<Encoder, 'name' | 'kind'>[],
  outcomes: ShardOutcomes,
  {
    list,
    from,
    keepPartial,
  }: { list: Pick<ItemList, 'prompts'>; from: number; keepPartial: boolean },
): SettledShard {
  const kept: Item[] = []
  const vectors: (Float32Array | undefined)[][] = []
  const skips: Skip[] = []
  for (const [n, item] of items.entries()) {
    const own = ownKinds(list, item)
    const failed = new Set<string>()
    const found = encoders.map(({ name, kind }, e) => {
      const input = item.inputs[kind]
      if (!input) return undefined
      const outcome = input.fault ?? outcomes[e]!.get(input.value)!
      if (typeof outcome !== 'string') return outcome
      // The file is named beside its reason.
      const named = outcome.lastIndexOf(input.value)
      const after = named < 0 ? outcome : outcome.slice(named + input.value.length)
      const reason = after.replace(/^[:\s]+/, '')
      skips.push({ sample: from + n, modality: name, input: input.name, reason })
      failed.add(kind)
    })
    if (own.length === 0) {
      const reason = 'the sample names no picture, sound or text'
      skips.push({ sample: from + n, modality: '', input: '', reason })
      continue
    }
    if (keepPartial ? own.every((kind) => failed.has(kind)) : failed.size > 0) continue
    kept.push(item)
    vectors.push(found)
  }
  return { items: kept, vectors, skips }
}
