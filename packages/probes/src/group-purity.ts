import type { NamedPartition } from '@cmgsae/model'
import { createRandom, type SparseCodes } from '@cmgsae/tensor'
import { checkLabels, checkNotEmpty, checkPartition } from './check.ts'
import type { Labels } from './features.ts'
import { eachGroupActivity } from './group-activity.ts'
import { mutualInformation } from './mutual-information.ts'

export interface GroupScore {
  /** I(dominant group; class) in nats. */
  readonly mutualInformation: number
  /** 2·I / (H(group) + H(class)), 0 … 1. */
  readonly nmi: number
  /** Σ_g max_c A_gc / Σ_gc A_gc; 1/C if groups ignore classes. */
  readonly purity: number
}

export interface GroupPurity extends GroupScore {
  /** Class each group is most active for, −1 for a silent group. */
  readonly topClass: Int32Array
  /** The same scores with the labels shuffled: what chance alone gives. */
  readonly shuffled: GroupScore
}

/**
 * How well groups of latents sort samples into classes. The dominant group of a sample is the one of
 * largest ‖z_g‖₂ (a code of zeros forms a group of its own). A_gc is the mean of ‖z_g‖₂ over the
 * samples of class c, so that classes of unequal size weigh alike. Pass superclasses as labels for
 * superclass purity, and one modality's codes (n×p) at a time.
 * @throws ProbeError for labels or a partition that do not fit the codes
 */
export function groupPurity(
  codes: SparseCodes,
  partition: NamedPartition,
  labels: Labels,
  { seed = 0 } = {},
): GroupPurity {
  checkNotEmpty(codes, 'the codes')
  checkPartition(codes, partition)
  checkLabels(labels, codes.rows, 'group purity')
  const own = score(codes, partition, labels)
  const order = Float64Array.from(labels)
  createRandom(seed).shuffle(order)
  const { topClass: _, ...shuffled } = score(codes, partition, order)
  return { ...own, shuffled }
}

function score(
  codes: SparseCodes,
  partition: NamedPartition,
  labels: Labels,
): GroupScore & { topClass: Int32Array } {
  const groups = partition.names.length
  let classes = 0
  for (let n = 0; n < codes.rows; n++) classes = Math.max(classes, labels[n]! + 1)
  const sizes = new Uint32Array(classes)
  for (let n = 0; n < codes.rows; n++) sizes[labels[n]!]!++
  const activity = new Float64Array(groups * classes)
  const dominant = new Int32Array(codes.rows).fill(groups)
  const strongest = new Float64Array(codes.rows)
  eachGroupActivity(codes, partition, (n, group, value) => {
    activity[group * classes + labels[n]!]! += value / sizes[labels[n]!]!
    if (value > strongest[n]! || (value === strongest[n] && group < dominant[n]!)) {
      strongest[n] = value
      dominant[n] = group
    }
  })
  const topClass = new Int32Array(groups).fill(-1)
  let largest = 0
  let total = 0
  for (let group = 0; group < groups; group++) {
    let best = 0
    for (let c = 0; c < classes; c++) {
      const value = activity[group * classes + c]!
      total += value
      if (value <= best) continue
      best = value
      topClass[group] = c
    }
    largest += best
  }
  const { information, nmi } = mutualInformation(dominant, labels)
  return { mutualInformation: information, nmi, purity: total > 0 ? largest / total : 0, topClass }
}
