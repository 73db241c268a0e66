import type { Matrix } from '@cmgsae/tensor'
import type { Labels } from './labels.ts'
import type { Table } from './table/table.ts'

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
