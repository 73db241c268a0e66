import { fillBernoulli, visibleBit } from './bernoulli.ts'
import { STREAM, uniform } from './hash.ts'
import { checkRate, thresholdOf, type Rate } from './rate.ts'
import { isPresent, sampleKey, sampleWidth, type MaskBatch } from './batch.ts'
import { strategy, type MaskStrategy } from './strategy.ts'

/**
 * One pattern per sample, repeated in every modality; each of its positions is hidden with
 * probability `rate`. Where widths differ the pattern has the width d_max of the widest modality,
 * and entry j of a modality of width d reads position ⌊j·d_max/d⌋.
 * @throws MaskingError unless the rate is in [0, 1)
 */
export function shared({ rate }: { readonly rate: Rate }): MaskStrategy {
  checkRate(rate)
  function fillSample(visible: Uint8Array, batch: MaskBatch, n: number): void {
    const { widths } = batch
    const key = sampleKey(STREAM.shared, batch, n)
    const threshold = thresholdOf(rate, batch)
    const widest = widestOf(widths)
    let start = n * sampleWidth(batch)
    // Where the whole pattern already stands, once a present modality of full width is written.
    let pattern = -1
    let kept = 0
    for (let s = 0; s < widths.length; s++) {
      const width = widths[s]!
      if (!isPresent(batch, n, s)) visible.fill(0, start, start + width)
      else if (width < widest) {
        for (let j = 0; j < width; j++) {
          const bit = visibleBit(key, Math.floor((j * widest) / width), threshold)
          visible[start + j] = bit
          kept += bit
        }
      } else if (pattern >= 0) visible.copyWithin(start, pattern, pattern + widest)
      else {
        kept += fillBernoulli(visible, start, start + width, key, threshold)
        pattern = start
      }
      start += width
    }
    if (kept === 0) revealPosition(visible, batch, n, widest)
  }
  return strategy('shared', 'entries', fillSample, (keys, batch) => {
    const { rows, widths } = batch
    // A narrower modality reads positions in leaps.
    if (widths.some((width) => width !== widths[0])) return null
    for (let n = 0; n < rows; n++) {
      const at = n * widths.length
      keys.fill(sampleKey(STREAM.shared, batch, n), at, at + widths.length)
    }
    return thresholdOf(rate, batch)
  })
}

/** Reveals one position of a wholly hidden pattern in every modality that reads it. */
function revealPosition(visible: Uint8Array, batch: MaskBatch, n: number, widest: number): void {
  const { widths } = batch
  // Drawn among the positions that the widest present modality reads, so that at least it sees one.
  let width = 0
  for (let s = 0; s < widths.length; s++) {
    if (isPresent(batch, n, s)) width = Math.max(width, widths[s]!)
  }
  const drawn = Math.floor(uniform(sampleKey(STREAM.reveal, batch, n), 0) * width)
  const position = Math.floor((drawn * widest) / width)
  let start = n * sampleWidth(batch)
  for (let s = 0; s < widths.length; s++) {
    if (isPresent(batch, n, s)) {
      for (let j = 0; j < widths[s]!; j++) {
        if (Math.floor((j * widest) / widths[s]!) === position) visible[start + j] = 1
      }
    }
    start += widths[s]!
  }
}

function widestOf(widths: readonly number[]): number {
  let widest = 0
  for (let s = 0; s < widths.length; s++) widest = Math.max(widest, widths[s]!)
  return widest
}
