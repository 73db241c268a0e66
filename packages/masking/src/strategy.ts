import type { MaskBatch } from './batch.ts'
import { checkBatch } from './check-batch.ts'

/** Says which entries of each sample are visible. */
export interface MaskStrategy {
  readonly kind: string
  /** Entries of the input, or latents of the code. */
  readonly over: 'entries' | 'latents'
  /**
   * Writes rows×D bytes: 1 visible, 0 hidden. Entries of a missing modality are always 0. At least
   * one entry stays visible in each sample that has a modality. Allocates nothing.
   * @throws MaskingError on a batch that contradicts itself or the array
   */
  fill(visible: Uint8Array, batch: MaskBatch): void
  /** The same for sample n of the batch alone, at visible[n·D …], unchecked. */
  fillSample(visible: Uint8Array, batch: MaskBatch, n: number): void
}

/** A strategy from the way it fills one sample. */
export function strategy(
  kind: string,
  over: MaskStrategy['over'],
  fillSample: MaskStrategy['fillSample'],
): MaskStrategy {
  return {
    kind,
    over,
    fillSample,
    fill(visible, batch) {
      checkBatch(visible, batch)
      for (let n = 0; n < batch.rows; n++) fillSample(visible, batch, n)
    },
  }
}
