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
  /**
   * The same masks as seeds, for kernels that draw them where they are used: writes rows×S keys and
   * returns a threshold. Entry j of modality s of sample n is hidden where the upper 31 bits of
   * mix(keys[n·S + s] + j·0x9e3779b9) lie below it, with `mix` the hash lowbias32; entries of a missing
   * modality are hidden too. Returns null where this batch has no such form. Only `fill` reveals an
   * entry in a sample that would be wholly hidden: whoever draws must look and fall back on it.
   */
  seeds?(keys: Int32Array, batch: MaskBatch): number | null
}

/** A strategy from the way it fills one sample. */
export function strategy(
  kind: string,
  over: MaskStrategy['over'],
  fillSample: MaskStrategy['fillSample'],
  seeds?: MaskStrategy['seeds'],
): MaskStrategy {
  return {
    kind,
    over,
    fillSample,
    ...(seeds && { seeds }),
    fill(visible, batch) {
      checkBatch(visible, batch)
      for (let n = 0; n < batch.rows; n++) fillSample(visible, batch, n)
    },
  }
}
