import type { Matrix } from '@cmgsae/tensor'
import type { Media } from '../types.ts'

/** n samples as a run needs them. */
export interface Samples {
  readonly count: number
  /** Row of each among the run's, where they are a choice of these. */
  readonly rows: Uint32Array | null
  /** Raw embeddings (n×d) by modality; a row of NaN: the sample lacks it. */
  readonly embeddings: Readonly<Record<string, Matrix>>
  readonly captions: readonly string[] | null
  readonly classes: readonly string[]
  /** Class of each sample, −1 where it has none. */
  readonly labels: Int32Array
  readonly heldOut: Uint32Array
  /** A sample that shows well what two modalities share, where the run names one. */
  readonly example: number | null
  readonly media: Media
}

export const noSamples: Samples = {
  count: 0,
  rows: null,
  embeddings: {},
  captions: null,
  classes: [],
  labels: new Int32Array(0),
  heldOut: new Uint32Array(0),
  example: null,
  media: { kind: 'files', urls: {} },
}

/** Rows that training saw; all of them where that is not known. */
export function trainedRows({ count, heldOut }: Samples): Uint32Array {
  const held = new Set(heldOut)
  return Uint32Array.from({ length: count }, (_, n) => n).filter((n) => !held.has(n))
}
