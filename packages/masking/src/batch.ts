import { rowKey } from './hash.ts'

/**
 * Which samples a mask is made for. Everything is a pure function of (seed, step, row): the same on
 * any machine and any number of threads.
 */
export interface MaskBatch {
  /** uint32 */
  readonly seed: number
  /** Training step (uint32), so that each step draws anew. */
  readonly step: number
  /** Samples in the batch, or in this part of it. */
  readonly rows: number
  /** Where this part starts in the whole batch (default 0); the arrays hold the part only. */
  readonly firstRow?: number | undefined
  /** Width of each modality; D = Σ widths, and the entries of sample n start at n·D. */
  readonly widths: readonly number[]
  /** rows×S, 1 where the sample has the modality; left out, all are present. */
  readonly present?: Uint8Array | undefined
  /** 0…1 through training, for schedules of the rate; default 1. */
  readonly progress?: number | undefined
}

/** D, the entries of one sample. */
export function sampleWidth({ widths }: MaskBatch): number {
  let sum = 0
  for (let s = 0; s < widths.length; s++) sum += widths[s]!
  return sum
}

export function isPresent({ present, widths }: MaskBatch, n: number, s: number): boolean {
  return present === undefined || present[n * widths.length + s] !== 0
}

/** The key of sample n in one stream. */
export function sampleKey(stream: number, batch: MaskBatch, n: number): number {
  return rowKey(stream, batch.seed, batch.step, (batch.firstRow ?? 0) + n)
}
