import { Tensor } from 'onnxruntime-node'
import { createRandom } from '@cmgsae/tensor'
import { storedArray, type StoredArray } from '../data/stored-type.ts'
import type { DualEncoder } from '../encoders/index.ts'
import type { Feeds } from '../graph/index.ts'
import { varyText, type PairTexts } from './vary-text.ts'

/** Paired samples: features one after the other, and what may be said of each. */
export interface Pairs {
  readonly features: StoredArray
  readonly texts: readonly PairTexts[]
}

const PAD = 0n

/** The order of an epoch: every sample once. */
export function epochOrder(count: number, { seed, epoch }: { seed: number; epoch: number }) {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  createRandom(seed * 65_537 + epoch).shuffle(order)
  return order
}

/**
 * What one training step is fed: each sample in a variant that deserves its text, with its text in
 * a variant that keeps its meaning. The same seed gives the same variants.
 */
export function makeBatch(
  { sensor }: DualEncoder,
  { features, texts }: Pairs,
  { rows, seed }: { rows: Int32Array; seed: number },
): Feeds {
  const size = sensor.shape.reduce((a, b) => a * b, 1)
  const random = createRandom(seed)
  const batch = storedArray(sensor.stored, rows.length * size)
  const said = Array.from(rows, (row, i) => {
    const source = features.subarray(row * size, (row + 1) * size)
    sensor.augment(batch.subarray(i * size, (i + 1) * size), source, random)
    return varyText(texts[row]!, random)
  })
  const length = said.reduce((longest, { tokens }) => Math.max(longest, tokens.length), 0)
  const ids = new BigInt64Array(rows.length * length).fill(PAD)
  const mask = new BigInt64Array(rows.length * length)
  for (const [i, { tokens }] of said.entries()) {
    ids.set(tokens.map(BigInt), i * length)
    mask.fill(1n, i * length, i * length + tokens.length)
  }
  const pair = BigInt64Array.from(said, ({ meaning }) => BigInt(meaning))
  const shape = [rows.length, length]
  return {
    features: new Tensor(sensor.stored.type, batch as Uint8Array, [rows.length, ...sensor.shape]),
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
    pair_rows: new Tensor('int64', pair, [rows.length, 1]),
    pair_columns: new Tensor('int64', pair, [1, rows.length]),
  }
}
