import { Tensor } from 'onnxruntime-node'
import { createRandom } from '@cmgsae/tensor'
import { storedArray, type StoredArray } from '../data/index.ts'
import type { DualEncoder } from '../encoders/index.ts'
import type { Feeds } from '../graph/index.ts'

/** Paired samples: features one after the other, and the token ids of each caption. */
export interface Pairs {
  readonly features: StoredArray
  readonly tokens: readonly (readonly number[])[]
  /** Equal numbers say that two samples share a caption. */
  readonly captions: readonly number[]
}

/** Share of the words that training hides, so that a vector can do with what it knows. */
const HIDDEN = 0.1
const [PAD, UNKNOWN] = [0n, 1n]

/** The order of an epoch: every sample once. */
export function epochOrder(count: number, { seed, epoch }: { seed: number; epoch: number }) {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  createRandom(seed * 65_537 + epoch).shuffle(order)
  return order
}

/** What one training step is fed. The same seed hides the same words. */
export function makeBatch(
  { sensor }: DualEncoder,
  { features, tokens, captions }: Pairs,
  { rows, seed }: { rows: Int32Array; seed: number },
): Feeds {
  const size = sensor.shape.reduce((a, b) => a * b, 1)
  const random = createRandom(seed)
  const length = rows.reduce((longest, row) => Math.max(longest, tokens[row]!.length), 0)
  const batch = storedArray(sensor.stored, rows.length * size)
  const ids = new BigInt64Array(rows.length * length).fill(PAD)
  const mask = new BigInt64Array(rows.length * length)
  const pair = new BigInt64Array(rows.length)
  for (const [i, row] of rows.entries()) {
    batch.set(features.subarray(row * size, (row + 1) * size), i * size)
    pair[i] = BigInt(captions[row]!)
    for (const [j, token] of tokens[row]!.entries()) {
      // The first token is the start, which stays.
      ids[i * length + j] = j > 0 && random.uniform() < HIDDEN ? UNKNOWN : BigInt(token)
      mask[i * length + j] = 1n
    }
  }
  const text = [rows.length, length]
  return {
    features: new Tensor(sensor.stored.type, batch as Uint8Array, [rows.length, ...sensor.shape]),
    input_ids: new Tensor('int64', ids, text),
    attention_mask: new Tensor('int64', mask, text),
    pair_rows: new Tensor('int64', pair, [rows.length, 1]),
    pair_columns: new Tensor('int64', pair, [1, rows.length]),
  }
}
