import { linearProbe, ProbeError, type Features, type Labels } from '@cmgsae/probes'
import type { ProbeSettings } from '../jobs/job.ts'

export interface ProbeParts {
  readonly train: Features
  readonly trainLabels: Labels
  readonly test: Features
  readonly testLabels: Labels
}

/**
 * Accuracy of a linear probe on the first modality; null where labels allow none, such as a class
 * for each sample.
 */
export async function probeAccuracy(
  { train, trainLabels, test, testLabels }: ProbeParts,
  { regularizations, iterations }: ProbeSettings,
  seed: number,
): Promise<number | null> {
  try {
    const { accuracy } = await linearProbe({
      train: { features: train, labels: trainLabels },
      test: { features: test, labels: testLabels },
      regularizations,
      maxIterations: iterations,
      seed,
    })
    return accuracy
  } catch (error) {
    if (ProbeError.isInstance(error)) return null
    throw error
  }
}
