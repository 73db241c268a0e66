import type { EmbeddingAdapter } from '../embedding-adapter.ts'

/** What every check works on. `inputs` already fits the adapter's limit. */
export interface Subject {
  adapter: EmbeddingAdapter<unknown>
  inputs: readonly unknown[]
  /** The greatest distance of two vectors that count as one, as a share of their length. */
  tolerance: number
}

/** One clause of the contract. */
export interface Check {
  name: string
  /** Throws where the clause is broken; gives a reason where it cannot be tried. */
  run(subject: Subject): Promise<string | void>
}
