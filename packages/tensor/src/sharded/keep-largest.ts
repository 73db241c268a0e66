import type { Backend } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import { cutAt, type Cut } from '../reference/cut.ts'
import type { HostBuffers } from './host-buffers.ts'
import type { ShardedCodes } from './store.ts'
import { fetchParts } from './transfer.ts'

/**
 * Each shard kept its `k` largest of every row (or rows·k of the batch), among which are those of all:
 * drops the rest, ties to the lower row and latent.
 */
export async function keepLargest(
  shards: readonly Backend[],
  buffers: HostBuffers,
  codes: ShardedCodes,
  k: number,
  over: 'row' | 'batch',
): Promise<void> {
  const parts = await fetchParts(shards, codes)
  const { rows } = parts[0]!
  const cut: Cut = { bound: 0, ties: 0 }
  // Where each row begins before those below it have moved.
  const starts = parts.map(() => 0)
  if (over === 'batch') find(cut, buffers, parts, starts, rows, rows * k)
  for (let n = 0; n < rows; n++) {
    if (over === 'row') find(cut, buffers, parts, starts, n + 1, k)
    for (const [s, part] of parts.entries()) {
      const end = part.offsets[n + 1]!
      drop(cut, part, n, starts[s]!, end)
      starts[s] = end
    }
  }
  for (const [s, part] of parts.entries()) {
    if (part.offsets[rows] !== starts[s]) await shards[s]!.writeCodes(codes.parts[s]!, part)
  }
}

/** The cut of all parts' entries from `starts` to the row `end`. */
function find(
  cut: Cut,
  buffers: HostBuffers,
  parts: readonly SparseCodes[],
  starts: readonly number[],
  end: number,
  wanted: number,
): void {
  let count = 0
  for (const [s, { offsets }] of parts.entries()) count += offsets[end]! - starts[s]!
  const all = buffers.f32('candidates', count)
  let at = 0
  for (const [s, { offsets, values }] of parts.entries()) {
    all.set(values.subarray(starts[s], offsets[end]), at)
    at += offsets[end]! - starts[s]!
  }
  cutAt(all, count, wanted, cut)
}

/** Moves what of the entries from … end lies above the cut to where row n now starts. */
function drop(
  cut: Cut,
  { offsets, indices, values }: SparseCodes,
  n: number,
  from: number,
  end: number,
): void {
  let at = offsets[n]!
  for (let e = from; e < end; e++) {
    const value = values[e]!
    if (value < cut.bound || (value === cut.bound && cut.ties-- <= 0)) continue
    indices[at] = indices[e]!
    values[at++] = value
  }
  offsets[n + 1] = at
}
