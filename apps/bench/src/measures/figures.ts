/** Numbers behind the report's plots, of one model on one split. */
export interface Figures {
  /** Latents by the share of activation the first modality brings, from 0 to 1 in equal bins. */
  readonly modalityHistogram: readonly number[]
  readonly heatMap: HeatMap | null
  /** Some latents that several modalities use; empty without labels. */
  readonly concepts: readonly ConceptFigure[]
}

/** Which classes a latent stands for, in each modality. */
export interface ConceptFigure {
  readonly latent: number
  readonly group: string
  readonly sides: readonly {
    readonly modality: string
    /** Share of the samples it fires for. */
    readonly density: number
    /** Classes with most of its activation, and their shares of it. */
    readonly classes: readonly { readonly name: string; readonly share: number }[]
  }[]
}

/** Mean activity of groups (rows) for classes (columns), each row divided by its largest value. */
export interface HeatMap {
  readonly groups: readonly string[]
  readonly classes: readonly string[]
  /** groups×classes, row-major, 0 to 1, rounded to 3 digits. */
  readonly values: readonly number[]
}
