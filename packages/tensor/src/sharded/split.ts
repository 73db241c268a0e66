import type { LatentRange } from '../backend.ts'

/** A memory is 4 GiB; what ops keep for themselves, and the gaps between blocks, take the rest. */
const ROOM = 3 * 2 ** 30

/** More would be terabytes. */
export const MOST_SHARDS = 64

/** Bytes that a backend will have to hold. */
export interface MemoryNeed {
  /**
   * What runs over the latents, which shards divide among them: dictionaries, their moments, and a
   * quarter more of a dictionary that single samples are screened on.
   */
  readonly split: number
  /** What every shard holds besides, such as buffers of a batch. */
  readonly whole?: number
}

/** Memories that this takes, for the option `shards` of `createWasm`. */
export function shardsFor({ split, whole = 0 }: MemoryNeed): number {
  // Where the batch alone is too large, no number of memories helps.
  if (whole >= ROOM) return 1
  return Math.min(MOST_SHARDS, Math.max(1, Math.ceil(split / (ROOM - whole))))
}

/**
 * The latents of each shard: multiples of 8, as kernels take so many at once, but for the last. The last
 * shards are empty where latents are few.
 */
export function rangesOf(latents: number, shards: number): LatentRange[] {
  const blocks = Math.ceil(latents / 8)
  const start = (s: number) => Math.min(latents, 8 * Math.ceil((blocks * s) / shards))
  return Array.from({ length: shards }, (_, s) => [start(s), start(s + 1)] as const)
}

/** What of the ranges lies inside a shard, counted from its first latent. */
export function within(ranges: readonly LatentRange[], [first, end]: LatentRange): LatentRange[] {
  const found: LatentRange[] = []
  for (const [from, to] of ranges) {
    if (from < end && to > first && to > from) {
      found.push([Math.max(from, first) - first, Math.min(to, end) - first])
    }
  }
  return found
}
