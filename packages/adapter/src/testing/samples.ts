import type { EmbeddingAdapter, Embeddings } from '../embedding-adapter.ts'

/** A batch and what it gave. */
export interface Sample {
  /** Names the batch in messages. */
  readonly what: string
  /** Which input each row is of. */
  readonly places: readonly number[]
  readonly result: Embeddings
}

/**
 * All inputs together (the first sample), reversed, each alone, and many: an adapter may be right
 * for one size of batch and wrong for another.
 */
export async function takeSamples(
  adapter: EmbeddingAdapter<unknown>,
  inputs: readonly unknown[],
  many: readonly number[],
): Promise<Sample[]> {
  const forward = inputs.map((_, i) => i)
  const batches: [what: string, places: readonly number[]][] = [
    [`a batch of ${inputs.length}`, forward],
    ['the reversed batch', forward.toReversed()],
    ...forward.map((i): [string, number[]] => [`input ${i} alone`, [i]]),
    [`a batch of ${many.length}`, many],
  ]
  const samples: Sample[] = []
  for (const [what, places] of batches) {
    const result = await adapter.embed(places.map((i) => inputs[i]))
    samples.push({ what, places, result })
  }
  return samples
}

/**
 * `size` picks of n inputs, the same each time, without a period that the parts of a batch could
 * share.
 */
export function pickMany(n: number, size: number): number[] {
  let state = 1
  return Array.from({ length: size }, () => {
    state = (state * 48271) % 0x7fffffff
    return state % n
  })
}
