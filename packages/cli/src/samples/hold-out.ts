import { createRandom } from '@cmgsae/tensor'
import { CliError } from '../errors.ts'
import { coinciding } from './coinciding.ts'
import { isStreamed, type TrainingSamples } from './samples.ts'

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
export function holdOut(samples: TrainingSamples, { share, by, seed }: SplitSpec): HeldOut {
  const { count } = samples
  const ids = identities(samples, by)
  const distinct = counting(count).filter((n) => ids[n] === n)
  if (share === 0) {
    return { train: counting(count), test: new Uint32Array(0), distinct: distinct.length }
  }
  const order = distinct.slice()
  createRandom(seed).shuffle(order)
  const held = new Uint8Array(count)
  for (const n of order.subarray(0, Math.max(1, Math.round(share * order.length)))) held[n] = 1
  const train = counting(count).filter((n) => !held[ids[n]!])
  const test = counting(count).filter((n) => held[ids[n]!])
  if (train.length < 2 || test.length < 2) {
    throw new CliError(
      `--test-share ${share} leaves ${train.length} samples to train and ${test.length} to test ` +
        `(${distinct.length} distinct ${by} embeddings of ${count}); both need at least 2`,
    )
  }
  return { train, test, distinct: distinct.length }
}

/** @throws CliError when there is no modality of that name */
export function checkSplitBy(names: readonly string[], by: string): void {
  if (names.includes(by)) return
  throw new CliError(`--split-by ${by} is no modality here; there are ${names.join(', ')}`)
}

function identities(samples: TrainingSamples, by: string): Uint32Array {
  checkSplitBy(
    samples.modalities.map(({ name }) => name),
    by,
  )
  if (isStreamed(samples)) return samples.same
  return coinciding(samples.modalities.find(({ name }) => name === by)!.embeddings)
}

function counting(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i)
}
