import { coinciding, heldOutRows, type SplitSpec } from '@cmgsae/data'
import { CliError } from '../errors.ts'
import { isStreamed, type TrainingSamples } from './samples.ts'

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
  const distinct = ids.filter((first, n) => first === n).length
  const test = heldOutRows(ids, { share, seed })
  const held = new Set(test)
  const train = Uint32Array.from(ids.keys()).filter((n) => !held.has(n))
  if (share > 0 && (train.length < 2 || test.length < 2)) {
    throw new CliError(
      `--test-share ${share} leaves ${train.length} samples to train and ${test.length} to test ` +
        `(${distinct} distinct ${by} embeddings of ${count}); both need at least 2`,
    )
  }
  return { train, test, distinct }
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
