import type { Model } from '@cmgsae/model'
import { stability } from '@cmgsae/probes'
import type { Matrix } from '@cmgsae/tensor'
import type { Truth } from '../datasets/dataset.ts'

/**
 * Share of planted atoms that are found, mean over modalities: planted and learned atoms are matched
 * one to one so that the sum of cosines is largest, and a match above the threshold counts.
 */
export function atomRecovery(model: Model, { dictionary }: Truth, thresholds: readonly number[]) {
  const shares = thresholds.map(() => 0)
  for (const [s, { name }] of model.modalities.entries()) {
    const planted = dictionary[s]!
    const { matches } = stability(planted, model.atoms(name))
    const visible = countNonZeroRows(planted)
    thresholds.forEach((threshold, t) => {
      const found = matches.filter(({ cosine }) => cosine > threshold).length
      shares[t]! += found / visible / model.modalities.length
    })
  }
  return shares
}

function countNonZeroRows({ rows, cols, data }: Matrix): number {
  let count = 0
  for (let n = 0; n < rows; n++) {
    if (data.subarray(n * cols, (n + 1) * cols).some((value) => value !== 0)) count++
  }
  return count
}
