import type { Labels } from './features.ts'
import { rocAuc } from './roc-auc.ts'

/** How well a few latents tell one class from all others, on the test part. */
export interface ClassProbe {
  readonly class: number
  readonly latents: readonly number[]
  /** ½·(true positive rate + true negative rate). */
  readonly accuracy: number
  readonly auc: number
}

export interface ProbedClasses {
  /** Means over classes. */
  readonly accuracy: number
  readonly auc: number
  readonly classes: readonly ClassProbe[]
}

/** Scores test rows (larger means the class) against a threshold. */
export function scoreClass(
  label: number,
  latents: readonly number[],
  scores: Float64Array,
  threshold: number,
  labels: Labels,
): ClassProbe {
  const positive = Uint8Array.from(labels, (own) => (own === label ? 1 : 0))
  return {
    class: label,
    latents,
    accuracy: balancedAccuracy(scores, positive, threshold),
    auc: rocAuc(scores, positive),
  }
}

export function averageClasses(classes: readonly ClassProbe[]): ProbedClasses {
  const mean = (of: (probe: ClassProbe) => number) =>
    classes.reduce((sum, probe) => sum + of(probe), 0) / classes.length
  return { accuracy: mean((probe) => probe.accuracy), auc: mean((probe) => probe.auc), classes }
}

function balancedAccuracy(scores: Float64Array, positive: Uint8Array, threshold: number): number {
  const right = [0, 0]
  const all = [0, 0]
  for (let n = 0; n < scores.length; n++) {
    const own = positive[n]!
    all[own]!++
    if ((scores[n]! > threshold ? 1 : 0) === own) right[own]!++
  }
  return (right[0]! / all[0]! + right[1]! / all[1]!) / 2
}
