/** view.json, by which the app opens a run; addresses are relative to it. */
export interface ViewManifest {
  readonly format: 'cmgsae view'
  readonly version: 1
  readonly title: string
  /** Folder of config.json and model.safetensors. */
  readonly run: string
  /** Files of embeddings by modality; row i of all is sample i. */
  readonly embeddings: Readonly<Record<string, string>>
  readonly samples: string
  readonly encoders: Readonly<Record<string, Encoder>>
}

/** A model that embeds inputs of a modality. */
export interface Encoder {
  readonly kind: 'clip' | 'clap'
  readonly folder: string
}

/** What the app is told of the samples; every list has an entry a sample. */
export interface SampleTable {
  /** Row of each sample among the run's, where they are a choice of these. */
  readonly rows?: readonly number[]
  readonly captions?: readonly string[]
  readonly classes?: readonly string[]
  /** Class of each sample, −1 where it has none. */
  readonly labels?: readonly number[]
  /** Samples that training did not see. */
  readonly heldOut: readonly number[]
  /** Addresses of pictures and sounds by modality, null where a sample has none. */
  readonly media: Readonly<Record<string, readonly (string | null)[]>>
}
