import { byLatent } from './by-latent.ts'
import { classDifferences, type LabelledCodes, probedClasses } from './class-differences.ts'
import { averageClasses, type ProbedClasses, scoreClass } from './one-against-rest.ts'

/**
 * One-latent probe: for each class the latent of largest E[z_i | class] − E[z_i | others] on the
 * training codes (n×p), read as a detector z_i > θ with θ of best balanced accuracy there; balanced
 * accuracy and AUC on the test codes, averaged over the classes in both parts.
 * @throws ProbeError for labels that do not fit or fewer than two classes
 */
export function oneLatentProbe({
  train,
  test,
}: {
  train: LabelledCodes
  test: LabelledCodes
}): ProbedClasses {
  const labels = probedClasses(train, test)
  const differences = classDifferences(train)
  const trainColumns = byLatent(train.features)
  const testColumns = byLatent(test.features)
  const column = ({ offsets, samples, values }: typeof trainColumns, i: number, rows: number) => {
    const scores = new Float64Array(rows)
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) scores[samples[e]!] = values[e]!
    return scores
  }
  const classes = labels.map((label) => {
    const difference = differences(label)
    let best = 0
    for (let i = 1; i < difference.length; i++) if (difference[i]! > difference[best]!) best = i
    const positive = Uint8Array.from(train.labels, (own) => (own === label ? 1 : 0))
    const threshold = bestThreshold(column(trainColumns, best, train.features.rows), positive)
    const scores = column(testColumns, best, test.features.rows)
    return scoreClass(label, [best], scores, threshold, test.labels)
  })
  return averageClasses(classes)
}

/** θ of best balanced accuracy of score > θ, midway between neighbouring scores. */
export function bestThreshold(scores: Float64Array, positive: Uint8Array): number {
  const order = Uint32Array.from({ length: scores.length }, (_, n) => n)
  order.sort((a, b) => scores[b]! - scores[a]!)
  const positives = positive.reduce((sum, byte) => sum + byte, 0)
  const weight = [-1 / (scores.length - positives), 1 / positives]
  let best = { gain: 0, threshold: scores[order[0]!]! }
  let gain = 0
  for (let r = 0; r + 1 < order.length; r++) {
    gain += weight[positive[order[r]!]!]!
    const here = scores[order[r]!]!
    const next = scores[order[r + 1]!]!
    if (here > next && gain > best.gain) best = { gain, threshold: (here + next) / 2 }
  }
  return best.threshold
}
