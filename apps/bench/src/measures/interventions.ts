import type { Model } from '@cmgsae/model'
import { groupLatents, groupProfile, interventionEffect, selectRows } from '@cmgsae/probes'
import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import type { Measures } from './measures.ts'

const CLASSES = 20
const SAMPLES = 100

export interface InterventionSetting {
  readonly train: SparseCodes
  readonly trainLabels: Int32Array
  readonly test: SparseCodes
  readonly testLabels: Int32Array
  /** The modality that is decoded, and one embedding of each class in it. */
  readonly modality: string
  readonly targets: Matrix
  readonly seed: number
}

type Found = Pick<Measures, 'boostTarget' | 'boostOthers' | 'boostRandom' | 'boostFlipped'>

/**
 * Boosts, in test samples of other classes, the group that a class prefers by the class's mean
 * profile in it (both from training samples), and decodes: mean change of the cosine to the class
 * and to the others, and as controls the change to the class with the same values on a random group
 * and with the sign flipped. Over classes evenly spaced by number; null where there are none, and
 * where no group can be a control.
 */
export async function interventions(
  model: Model,
  setting: InterventionSetting,
): Promise<Found | null> {
  const { train, trainLabels, test, testLabels, modality, targets, seed } = setting
  const present = [...new Set(trainLabels)].filter((c) => c >= 0).sort((a, b) => a - b)
  const count = Math.min(CLASSES, present.length)
  const chosen = Array.from(
    { length: count },
    (_, i) => present[Math.floor((i * present.length) / count)]!,
  )
  // A group that holds most latents leaves too few others for the random control.
  const sizes = model.partition.names.map((_, g) => groupLatents(model.partition, g).length)
  if (2 * Math.max(...sizes) > model.partition.of.length) return null
  const overall = groupActivity(train, model, null)
  const sums = { boostTarget: 0, boostOthers: 0, boostRandom: 0, boostFlipped: 0 }
  let tried = 0
  for (const target of chosen) {
    const rows = rowsOf(trainLabels, (label) => label === target)
    const preferred = groupActivity(train, model, rows).map((value, g) => value - overall[g]!)
    const group = preferred.indexOf(Math.max(...preferred))
    const profile = groupProfile(train, model.partition, group, rows)
    const others = rowsOf(testLabels, (label) => label >= 0 && label !== target)
    if (others.length === 0) continue
    const step = Math.max(1, Math.floor(others.length / SAMPLES))
    const codes = selectRows(test, others.filter((_, i) => i % step === 0).slice(0, SAMPLES))
    const partition = model.partition
    const options = { codes, profile, targets: { [modality]: targets }, target, partition, seed }
    const { boosted, randomGroup, flipped } = await interventionEffect(model, options)
    sums.boostTarget += boosted[modality]!.target
    sums.boostOthers += boosted[modality]!.others
    sums.boostRandom += randomGroup[modality]!.target
    sums.boostFlipped += flipped[modality]!.target
    tried++
  }
  if (tried === 0) return null
  return Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, sum / tried])) as Found
}

function rowsOf(labels: Int32Array, keep: (label: number) => boolean): Uint32Array {
  return Uint32Array.from(labels.keys()).filter((n) => keep(labels[n]!))
}

/** Mean sum of activations of each group, over the given rows or all. */
function groupActivity(
  { rows, offsets, indices, values }: SparseCodes,
  { partition }: Model,
  chosen: Uint32Array | null,
): number[] {
  const sums = Array.from(partition.names, () => 0)
  const over = chosen ?? Uint32Array.from({ length: rows }, (_, n) => n)
  for (const n of over) {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      sums[partition.of[indices[e]!]!]! += values[e]! / over.length
    }
  }
  return sums
}
