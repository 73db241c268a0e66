import type { Table } from '@cmgsae/data'
import type { Matrix } from '@cmgsae/tensor'

/** What to load: plain data, so that every worker can load it for itself. */
export type DatasetSpec = DataSpec & {
  /** Held-out training pairs take the place of the test part: to choose by, never to report. */
  readonly validation?: boolean
}

type DataSpec =
  | { readonly kind: 'synthetic'; readonly samples: number; readonly seed: number }
  /** `folder`: as `bench world` fills it. */
  | { readonly kind: 'world'; readonly folder: string }
  | { readonly kind: 'esc50'; readonly folder: string }
  /** `classes`: how many of the classes, drawn once; null: all. */
  | { readonly kind: 'imagenet'; readonly folder: string; readonly classes: number | null }
  | {
      readonly kind: 'pairs'
      /** `column`: which of a parquet file. */
      readonly modalities: readonly {
        readonly name: string
        readonly path: string
        readonly column?: string
      }[]
      readonly labels: string | null
      readonly labelColumn: string | null
    }

/** Pairs (n×d_s per modality), every row of unit length. */
export interface Pairs {
  readonly modalities: readonly { readonly name: string; readonly embeddings: Matrix }[]
  /** Class of each pair, -1 where it has none; absent where the set has no labels. */
  readonly labels?: Int32Array
  /** What else is known of each pair, such as its caption and where its picture is. */
  readonly metadata?: Table['rows']
}

/** One way of dividing a set; what the models never see is `test`. */
export interface Split {
  readonly name: string
  readonly seed: number
  readonly train: Pairs
  readonly test: Pairs
  /**
   * Per modality one embedding per class (C×d_s), what zero-shot compares with; null where there are
   * none in its space.
   */
  readonly prompts?: readonly (Matrix | null)[]
}

/** The truth behind synthetic pairs. */
export interface Truth {
  /** Per modality: planted atoms (K×d_s), zero rows where a concept cannot be seen. */
  readonly dictionary: readonly Matrix[]
}

/** A paired set, ready to be measured on. The first modality is the one that probes read. */
export interface Dataset {
  readonly name: string
  readonly modalities: readonly { readonly name: string; readonly width: number }[]
  /** Whether all modalities are embedded in one space, so that their vectors can be compared. */
  readonly aligned: boolean
  readonly classes?: {
    readonly names: readonly string[]
    /** A coarser class of each class, for the heat map's order. */
    readonly groups?: readonly number[]
  }
  readonly truth?: Truth
  /** Folder of the set that embed wrote, which says where files of the metadata are. */
  readonly set?: string
  /** How the split was made and what was dropped, in words for the report. */
  readonly notes: readonly string[]
  /** How many splits there are; null where a seed makes each. */
  readonly splits: number | null
  split(index: number): Split
  /** Dense zero-shot accuracy on all samples, with the value others report for these files. */
  readonly sanity?: readonly {
    readonly what: string
    readonly found: number
    readonly known: number
  }[]
}

/** What a set calls for where the command line says nothing. */
export interface Defaults {
  readonly latents: number
  readonly k: number
  /** A higher L0 at which `separate` is trained too, because the claim gives it more neurons. */
  readonly moreK: number | null
  readonly epochs: number
  readonly seeds: number
  readonly quick: Quick
}

/** What `--quick` does in about a minute. */
export interface Quick {
  readonly latents: number
  readonly epochs: number
  readonly seeds: number
  /** Whether the control on unseen classes and a short curve fit in, too. */
  readonly whole: boolean
}
