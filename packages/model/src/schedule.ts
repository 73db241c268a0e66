import { createRandom } from '@cmgsae/tensor'

/** Rows to train on and to validate with. */
export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
}

/**
 * The rows of every batch from a step on, in the order in which training takes them: after the
 * shuffled batches of an epoch come those of validation.
 */
export function* schedule(
  { train, validation }: Split,
  { batch, epochs, seed, step }: { batch: number; epochs: number; seed: number; step: number },
): Generator<Uint32Array, undefined> {
  const perEpoch = Math.ceil(train.length / batch)
  for (let epoch = Math.floor(step / perEpoch); epoch < epochs; epoch++) {
    const order = train.slice()
    createRandom(epochSeed(seed, epoch)).shuffle(order)
    const done = Math.max(0, step - epoch * perEpoch)
    yield* inPortions(order.subarray(done * batch), batch)
    yield* inPortions(validation, batch)
  }
  return undefined
}

/** Rows in their order, `size` at a time. */
export function* inPortions(rows: Uint32Array, size: number): Generator<Uint32Array, undefined> {
  for (let from = 0; from < rows.length; from += size) yield rows.subarray(from, from + size)
  return undefined
}

/** Different epochs of nearby seeds must not share an order. */
const epochSeed = (seed: number, epoch: number) => Math.imul(seed + 1, 0x9e3779b1) ^ epoch
