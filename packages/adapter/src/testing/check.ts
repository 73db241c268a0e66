import type { EmbeddingAdapter } from '../embedding-adapter.ts'
import type { Sample } from './samples.ts'

/** What every check works on. */
export interface Subject {
  adapter: EmbeddingAdapter<unknown>
  /** Fit the adapter's limit. */
  inputs: readonly unknown[]
  /** Many inputs, in no simple order, as far as the limit allows: work done in several parts. */
  many: readonly unknown[]
  /** The greatest distance of two vectors that count as one, as a share of their length. */
  tolerance: number
  /** Fingerprints of the inputs before the first call. */
  before: readonly unknown[][]
  /** Batches of several sizes and what they gave, embedded once for the checks that only look. */
  samples(): Promise<readonly Sample[]>
}

/** One clause of the contract. */
export interface Check {
  name: string
  /** Throws where the clause is broken; gives a reason where it cannot be tried. */
  run(subject: Subject): Promise<string | void>
}
