import type { EpochRecord } from '@cmgsae/model'

/** Measures of a run on its held-out samples; null where one is not defined for it. */
export interface Measures {
  readonly preset: string
  readonly latents: number
  /** Active latents a sample, of each modality's codes. */
  readonly l0: Readonly<Record<string, number>>
  /** Variance of each modality explained by its own code. */
  readonly fve: Readonly<Record<string, number>>
  /** Variance of `to` explained from the code of `from`, beside ridge regression. */
  readonly cross: readonly CrossModal[]
  /** Share of latents that never fire. */
  readonly dead: number
  /** Accuracy of logistic regression on codes, by modality; null without labels. */
  readonly probe: Readonly<Record<string, number>> | null
  /**
   * Accuracy of the class whose prompt, its mean training text (or second modality), has the nearest
   * code; by modality, null without labels or where no latent serves both.
   */
  readonly zeroShot: Readonly<Record<string, number>> | null
  /** The partner is the nearest of all held-out samples, from the first modality to the second. */
  readonly retrieval: number | null
  /** Shared support of pairs, and of shuffled pairs. */
  readonly alignment: { readonly paired: number; readonly shuffled: number } | null
  /** Mutual information of group and class in the first modality's codes, normalised. */
  readonly groupNmi: number | null
  /** Latents by the share of activation the first modality brings, from 0 to 1 in 21 bins. */
  readonly modalityHistogram: readonly number[]
  readonly heatMap: HeatMap | null
}

export interface CrossModal {
  readonly from: string
  readonly to: string
  readonly fve: number | null
  readonly ridge: number
}

/** Mean activity of groups (rows) for classes (columns), each row divided by its largest value. */
export interface HeatMap {
  readonly groups: readonly string[]
  readonly classes: readonly string[]
  /** groups×classes, row-major, 0 to 1. */
  readonly values: readonly number[]
}

/** One line of the comparison. */
export interface ComparedRun {
  /** Preset and number of active latents, such as `cmgsae-16`. */
  readonly id: string
  readonly title: string
  readonly k: number
  /** Only a point of the curve of L0 and accuracy. */
  readonly curveOnly: boolean
  readonly measures: Measures
  readonly history: readonly EpochRecord[]
}

/** comparison.json of the built-in world. */
export interface Comparison {
  readonly format: 'cmgsae comparison'
  readonly version: 1
  /** What was measured on, in words. */
  readonly about: string
  readonly modalities: readonly string[]
  readonly rows: readonly ComparedRun[]
}
