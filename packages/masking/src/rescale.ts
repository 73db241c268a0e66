import { checkBatch } from './check-batch.ts'
import { MaskingError } from './errors.ts'
import { isPresent, sampleWidth, type MaskBatch } from './batch.ts'

/**
 * Writes per sample (entries present)/(entries visible) into `out`: what the visible entries are
 * multiplied by so that masked training and unmasked use agree in scale. 0 where nothing is visible.
 * @throws MaskingError on a batch that contradicts itself or the arrays
 */
export function rescale(visible: Uint8Array, batch: MaskBatch, out: Float32Array): void {
  checkBatch(visible, batch)
  const { rows, widths } = batch
  if (out.length < rows) {
    throw new MaskingError(`out holds ${out.length} numbers; ${rows} rows need ${rows}`)
  }
  const width = sampleWidth(batch)
  for (let n = 0; n < rows; n++) {
    let present = 0
    for (let s = 0; s < widths.length; s++) if (isPresent(batch, n, s)) present += widths[s]!
    let seen = 0
    for (let j = n * width; j < (n + 1) * width; j++) seen += visible[j]!
    out[n] = seen === 0 ? 0 : present / seen
  }
}
