/** Numbers behind the report's plots, of one model on one split. */
export interface Figures {
  /** Latents by the share of activation the first modality brings, from 0 to 1 in equal bins. */
  readonly modalityHistogram: readonly number[]
  readonly heatMap: HeatMap | null
}

/** Mean activity of groups (rows) for classes (columns), each row divided by its largest value. */
export interface HeatMap {
  readonly groups: readonly string[]
  readonly classes: readonly string[]
  /** groups×classes, row-major, 0 to 1, rounded to 3 digits. */
  readonly values: readonly number[]
}
