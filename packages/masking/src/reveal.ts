import { STREAM, uniform } from './hash.ts'
import { isPresent, sampleKey, sampleWidth, type MaskBatch } from './batch.ts'

/** Makes one entry of a wholly hidden sample visible, drawn uniformly from the present ones. */
export function revealOne(visible: Uint8Array, batch: MaskBatch, n: number): void {
  const { widths } = batch
  let present = 0
  for (let s = 0; s < widths.length; s++) if (isPresent(batch, n, s)) present += widths[s]!
  if (present === 0) return
  let left = Math.floor(uniform(sampleKey(STREAM.reveal, batch, n), 0) * present)
  let start = n * sampleWidth(batch)
  for (let s = 0; s < widths.length; s++) {
    if (isPresent(batch, n, s)) {
      if (left < widths[s]!) {
        visible[start + left] = 1
        return
      }
      left -= widths[s]!
    }
    start += widths[s]!
  }
}
