import type { SparseCodes } from '@cmgsae/tensor'
import { checkLabels, checkNotEmpty, checkSameWidth } from './check.ts'
import { ProbeError } from './errors.ts'
import type { Labels } from './features.ts'

/** Sparse codes (n×p) with the class of each row. */
export interface LabelledCodes {
  readonly features: SparseCodes
  readonly labels: Labels
}

/** Classes that occur in both parts, ascending, each with others beside it. */
export function probedClasses(train: LabelledCodes, test: LabelledCodes): number[] {
  checkNotEmpty(train.features, 'the training part')
  checkNotEmpty(test.features, 'the test part')
  checkSameWidth(train.features, test.features, 'train and test codes')
  checkLabels(train.labels, train.features.rows, 'training part')
  checkLabels(test.labels, test.features.rows, 'test part')
  const inTrain = new Set(Array.from(train.labels))
  const inTest = new Set(Array.from(test.labels))
  const shared = [...inTrain].filter((label) => inTest.has(label)).sort((a, b) => a - b)
  if (inTrain.size < 2 || inTest.size < 2 || shared.length === 0) {
    throw new ProbeError(
      `a probe needs two or more classes on each side and a shared one, got ${inTrain.size} in ` +
        `train, ${inTest.size} in test, ${shared.length} shared`,
    )
  }
  return shared
}

/** E[z_i | class] − E[z_i | other classes] of every latent (length p), one class at a time. */
export function classDifferences({
  features,
  labels,
}: LabelledCodes): (label: number) => Float64Array {
  const { rows, latents, offsets, indices, values } = features
  const total = new Float64Array(latents)
  const rowsOf = new Map<number, number[]>()
  for (let n = 0; n < rows; n++) {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) total[indices[e]!]! += values[e]!
    const own = rowsOf.get(labels[n]!)
    if (own) own.push(n)
    else rowsOf.set(labels[n]!, [n])
  }
  return (label) => {
    const own = rowsOf.get(label)!
    const difference = total.map((sum) => -sum / (rows - own.length))
    // An own activation leaves the others' mean and enters its own.
    const weight = 1 / own.length + 1 / (rows - own.length)
    for (const n of own) {
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        difference[indices[e]!]! += values[e]! * weight
      }
    }
    return difference
  }
}
