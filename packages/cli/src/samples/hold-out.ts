import { createRandom } from '@cmgsae/tensor'
import { CliError } from '../errors.ts'
import { coinciding } from './coinciding.ts'
import type { Samples } from './samples.ts'

/** Which samples a run never trains on: plain JSON, enough to draw the same ones again. */
export interface SplitSpec {
  /** Share of the distinct embeddings held out. */
  readonly share: number
  /** The modality whose coinciding rows stay on one side. */
  readonly by: string
  readonly seed: number
}

export interface HeldOut {
  readonly train: Uint32Array
  readonly test: Uint32Array
  /** Distinct embeddings in the modality that the split goes by. */
  readonly distinct: number
}

/**
 * Draws the held-out samples: samples that coincide in one modality (one picture, five captions)
 * fall on the same side, so that no held-out picture was seen under another caption.
 * @throws CliError when a side would have fewer than two samples
 */
export function holdOut({ modalities, count }: Samples, { share, by, seed }: SplitSpec): HeldOut {
  const chosen = modalities.find(({ name }) => name === by)
  if (!chosen) {
    const known = modalities.map(({ name }) => name).join(', ')
    throw new CliError(`--split-by ${by} is no modality here; there are ${known}`)
  }
  const ids = coinciding(chosen.embeddings)
  const distinct = Uint32Array.from(new Set(ids))
  if (share === 0) {
    return { train: counting(count), test: new Uint32Array(0), distinct: distinct.length }
  }
  const order = distinct.slice()
  createRandom(seed).shuffle(order)
  const held = new Set(order.slice(0, Math.max(1, Math.round(share * order.length))))
  const train: number[] = []
  const test: number[] = []
  for (let n = 0; n < count; n++) (held.has(ids[n]!) ? test : train).push(n)
  if (train.length < 2 || test.length < 2) {
    throw new CliError(
      `--test-share ${share} leaves ${train.length} samples to train and ${test.length} to test ` +
        `(${distinct.length} distinct ${by} embeddings of ${count}); both need at least 2`,
    )
  }
  return { train: Uint32Array.from(train), test: Uint32Array.from(test), distinct: distinct.length }
}

function counting(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i)
}
