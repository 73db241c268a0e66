import { DemoError } from '../../errors.ts'

/** The newest version of the format, and the one that is written. */
export const viewVersion = 1

/** view.json: a run with its samples, as this app loads it; addresses are relative to the file. */
export interface ViewManifest {
  readonly format: 'cmgsae view'
  readonly version: number
  readonly title: string
  /** Folder of config.json and model.safetensors, such as `run/`. */
  readonly run: string
  /** Embedding files (.npy, .npz, .safetensors, .parquet) by modality; row i of all is sample i. */
  readonly embeddings: Readonly<Record<string, string>>
  /** A SampleTable as JSON. */
  readonly samples?: string
  /** Places of the latents on the map, a p×2 .npy. */
  readonly layout?: string
  /** A sample that shows well what two modalities share. */
  readonly example?: number
  /** Tables of concepts as `storeTables` writes them, so that no sample is encoded to show them. */
  readonly tables?: string
  /** Encoders of the modalities, so that visitors can give inputs of their own. */
  readonly encoders?: Readonly<Record<string, EncoderPlace>>
}

export interface EncoderPlace {
  readonly kind: 'clip' | 'clap'
  /** Folder of the model, such as `../models/tiny-clip/`. */
  readonly folder: string
}

/** What is known of the samples; every list has an entry a sample. */
export interface SampleTable {
  /** Row of each sample among the run's, where they are a choice of these. */
  readonly rows?: readonly number[]
  readonly captions?: readonly string[]
  readonly classes?: readonly string[]
  /** Class of each sample, −1 where it has none. */
  readonly labels?: readonly number[]
  /** Samples that training did not see. */
  readonly heldOut?: readonly number[]
  /** Seed of the built-in world, from which sample i is drawn and played anew. */
  readonly world?: number
  /** Addresses of pictures and sounds by modality, null where a sample has none. */
  readonly media?: Readonly<Record<string, readonly (string | null)[]>>
}

/** @throws DemoError for a text that is no view.json, or a newer one */
export function parseView(text: string, name: string): ViewManifest {
  let view: ViewManifest
  try {
    view = JSON.parse(text) as ViewManifest
  } catch {
    throw new DemoError(`${name} is not complete JSON; run cmgsae view again`)
  }
  if (view?.format !== 'cmgsae view') {
    throw new DemoError(`${name} was not written by cmgsae view; give the address of a run`)
  }
  if (!(view.version <= viewVersion)) {
    throw new DemoError(
      `${name} has format version ${view.version}, newer than the ${viewVersion} this app reads: upgrade it`,
    )
  }
  return view
}
