import type { Model } from '@cmgsae/model'
import { selectRows, zeroShot, type Features } from '@cmgsae/probes'
import type { SparseCodes } from '@cmgsae/tensor'
import type { Split } from '../datasets/dataset.ts'
import { labelledRows } from '../datasets/labelled-rows.ts'
import type { ProbeSettings } from '../jobs/job.ts'
import { probeAccuracy } from './probe.ts'

/** Accuracy of a linear probe on features of the first modality; null without labels. */
export function probe(
  { train, test, seed }: Split,
  features: { readonly train: Features; readonly test: Features },
  settings: ProbeSettings,
): Promise<number | null> {
  if (!train.labels || !test.labels) return Promise.resolve(null)
  const rows = labelledRows(train)
  const testRows = labelledRows(test)
  if (rows.length === 0 || testRows.length === 0) return Promise.resolve(null)
  return probeAccuracy(
    {
      train: selectRows(features.train, rows),
      trainLabels: rows.map((n) => train.labels![n]!),
      test: selectRows(features.test, testRows),
      testLabels: testRows.map((n) => test.labels![n]!),
    },
    settings,
    seed,
  )
}

/** Class prompts as codes of the last modality that has some; null without. */
export async function encodePrompts(
  model: Model,
  { prompts = [] }: Split,
): Promise<SparseCodes | null> {
  const s = prompts.findLastIndex((part) => part !== null)
  return s < 0 ? null : model.encode({ [model.modalities[s]!.name]: prompts[s]! })
}

/** Zero-shot accuracy of test features against class features; null without labels or classes. */
export function zeroShotAccuracy({ test }: Split, queries: Features, classes?: Features | null) {
  if (!test.labels || !classes) return null
  const rows = labelledRows(test)
  if (rows.length === 0) return null
  const labels = rows.map((n) => test.labels![n]!)
  return zeroShot(selectRows(queries, rows), classes, labels).accuracy
}
