import type { Labels, Table } from '@cmgsae/data'
import type { RowSource } from '@cmgsae/model'
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

/** Samples that stay on disk: rows are read where they are needed. */
export interface StreamedSamples extends Pick<Samples, 'count' | 'labels' | 'fingerprints'> {
  /** n×d_s each; a row reads as NaN where the sample lacks the modality. */
  readonly modalities: readonly { readonly name: string; readonly embeddings: RowSource }[]
  /** For each sample the first that coincides with it in the modality that the split goes by. */
  readonly same: Uint32Array
  close(): Promise<void>
}

/** What training takes. */
export type TrainingSamples = Samples | StreamedSamples

export const isStreamed = (samples: TrainingSamples): samples is StreamedSamples =>
  'close' in samples

/** Lets go of samples that stay on disk. */
export async function closeSamples(samples: TrainingSamples): Promise<void> {
  if (isStreamed(samples)) await samples.close()
}
