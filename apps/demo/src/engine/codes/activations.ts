import type { SparseCodes } from '@cmgsae/tensor'
import { byConcept, type ByConcept } from './by-concept.ts'
import { rowNorms } from './rows.ts'

/** Codes of all samples in one modality, ready to be asked by sample and by concept. */
export interface Activations {
  readonly codes: SparseCodes
  readonly byConcept: ByConcept
  /** ‖z_n‖. */
  readonly norms: Float32Array
}

export function activations(codes: SparseCodes): Activations {
  return { codes, byConcept: byConcept(codes), norms: rowNorms(codes) }
}
