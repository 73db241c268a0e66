import type { Labels, Table } from '@cmgsae/data'
import type { Matrix } from '@cmgsae/tensor'

/** n samples in S modalities, as a model takes them. */
export interface Samples {
  readonly count: number
  /** n×d_s each; a row of NaN where the sample lacks the modality. */
  readonly modalities: readonly { readonly name: string; readonly embeddings: Matrix }[]
  readonly labels?: Labels
  readonly metadata?: Table
  /** Per modality one embedding per class (C×d_s), where the source knows them. */
  readonly prototypes?: Readonly<Record<string, Matrix>>
  /** Hash of each modality's values and of the labels. */
  readonly fingerprints: Readonly<Record<string, string>>
}
