import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { embedEach, type Outcome } from './embed-each.ts'
import type { Kind } from './file-kinds.ts'
import type { Item } from './item.ts'
import { createLimit } from './limit.ts'

/** One modality of the set: an adapter, and which inputs it takes. */
export interface Encoder {
  readonly name: string
  readonly kind: Kind
  readonly adapter: EmbeddingAdapter<string>
  /** SHA-256 of the weights, where they lie in a folder. */
  readonly weights?: string
  /** Inputs of one call. */
  readonly batch: number
}

/** Per encoder, the outcome of every input that samples of a shard name. */
export type ShardOutcomes = readonly ReadonlyMap<string, Outcome>[]

/** Calls of one encoder under way: while a model runs, the files of the next call are decoded. */
const AHEAD = 2

/**
 * Embeds the samples of shards. Shards may be asked for before earlier ones are done: calls go out
 * in order, and the encoders work side by side. A file that several samples of a shard share is
 * embedded once. Calls never span shards, so a shard's bytes do not depend on where a run began.
 */
export function createShardEmbedder(
  encoders: readonly Encoder[],
  {
    signal,
    onInputs,
  }: { signal: AbortSignal; onInputs: (encoder: Encoder, count: number) => void },
): (items: readonly Item[]) => Promise<ShardOutcomes> {
  const limited = encoders.map((encoder) => ({ encoder, limit: createLimit(AHEAD) }))
  return (items) =>
    Promise.all(
      limited.map(async ({ encoder, limit }) => {
        const { kind, adapter, batch } = encoder
        const inputs = distinctInputs(items, kind)
        const outcomes = new Map<string, Outcome>()
        await Promise.all(
          Array.from({ length: Math.ceil(inputs.length / batch) }, (_, b) =>
            limit(async () => {
              const part = inputs.slice(b * batch, (b + 1) * batch)
              signal.throwIfAborted()
              const found = await embedEach(adapter, part, signal)
              for (const [i, value] of part.entries()) outcomes.set(value, found[i]!)
              onInputs(encoder, part.length)
            }),
          ),
        )
        return outcomes
      }),
    )
}

/** What the encoder of a kind has to be given for these samples. */
export function distinctInputs(items: readonly Item[], kind: Kind): string[] {
  const values = new Set<string>()
  for (const { inputs } of items) {
    const input = inputs[kind]
    if (input && input.fault === undefined) values.add(input.value)
  }
  return [...values]
}
