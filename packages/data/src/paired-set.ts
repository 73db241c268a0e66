import type { Matrix } from '@cmgsae/tensor'
import type { Table } from './table/table.ts'

/** Classes of n samples. */
export interface Labels {
  /** Class names; class c is `names[c]`. */
  readonly names: readonly string[]
  /** Class of each sample (n), -1 where it has none. */
  readonly of: Int32Array
}

/** n samples in S modalities. */
export interface PairedSet {
  /** Per modality n×d_s; row i of all is sample i, and a row is zero where it is not present. */
  readonly modalities: readonly { readonly name: string; readonly embeddings: Matrix }[]
  /** n×S, row-major: 1 where the sample has the modality. */
  readonly present: Uint8Array
  readonly labels?: Labels
  /** n rows of captions, ids and the like. */
  readonly metadata?: Table
}
