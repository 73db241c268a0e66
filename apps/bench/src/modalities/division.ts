import { createRandom, gather, row, type Matrix } from '@cmgsae/tensor'
import type { Pair } from './design.ts'
import type { PlantedWorld } from './planted-world.ts'

/** Samples to fit on, which have two modalities each, and samples to measure on, which have all. */
export interface Division {
  readonly seed: number
  /** Per modality n×d_s; rows of samples that lack it are NaN. */
  readonly train: readonly Matrix[]
  readonly test: readonly Matrix[]
  /** Per modality the planted coefficients, n×K, of all samples whatever they lack. */
  readonly truth: { readonly train: readonly Matrix[]; readonly test: readonly Matrix[] }
}

/** Draws a quarter of the samples for testing, and gives each of the others one of the pairs. */
export function divide(world: PlantedWorld, pairs: readonly Pair[], seed: number): Division {
  const random = createRandom(seed)
  const order = Uint32Array.from({ length: world.embeddings[0]!.rows }, (_, n) => n)
  random.shuffle(order)
  const tested = Math.floor(order.length / 4)
  const rows = { test: order.subarray(0, tested), train: order.subarray(tested) }
  const train = world.embeddings.map((x) => gather(x, rows.train))
  for (let n = 0; n < rows.train.length; n++) {
    // In turn: every pair has as many samples as any other.
    const has = pairs[n % pairs.length]!
    for (const [s, x] of train.entries()) if (!has.includes(s)) row(x, n).fill(NaN)
  }
  return {
    seed,
    train,
    test: world.embeddings.map((x) => gather(x, rows.test)),
    truth: {
      train: world.shown.map((x) => gather(x, rows.train)),
      test: world.shown.map((x) => gather(x, rows.test)),
    },
  }
}

/** A fifth of the training samples to choose by, with the pairs they have; the test part unseen. */
export function holdOut({ train, seed }: Division): { fitted: Matrix[]; held: Matrix[] } {
  const order = Uint32Array.from({ length: train[0]!.rows }, (_, n) => n)
  createRandom(seed + 1).shuffle(order)
  const count = Math.floor(order.length / 5)
  return {
    fitted: train.map((x) => gather(x, order.subarray(count))),
    held: train.map((x) => gather(x, order.subarray(0, count))),
  }
}

/** The samples that have all of the listed modalities, in these modalities. */
export function complete(all: readonly Matrix[], listed: readonly number[]): Matrix[] {
  const rows: number[] = []
  for (let n = 0; n < all[0]!.rows; n++) {
    if (listed.every((s) => !Number.isNaN(row(all[s]!, n)[0]))) rows.push(n)
  }
  return listed.map((s) => gather(all[s]!, rows))
}
