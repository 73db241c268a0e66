import type { MaskStrategy } from '@cmgsae/masking'
import { row, type Matrix } from '@cmgsae/tensor'
import type { Layout } from './layout.ts'
import { isMissing, normalizeInto, type Normalization } from './normalization.ts'
import type { Recipe } from './recipe.ts'

/** Host buffers of one batch, filled anew each step. */
export interface Batch {
  rows: number
  /** B×D normalised samples, 0 where a modality is missing. */
  readonly x: Float32Array
  /** B×S, 1 where the sample has the modality. */
  readonly present: Uint8Array
  /** B×D, 1 where the encoder may look. */
  readonly visible: Uint8Array
  /** B×D: minus the rescaling s·v of each entry. */
  readonly negatedView: Float32Array
  /** B×D: s·v⊙(x − c). */
  readonly input: Float32Array
  /** B×D loss weights of the pass at hand. */
  readonly weights: Float32Array
}

export function createBatch({ sampleWidth, modalities }: Layout, rows: number): Batch {
  const entries = rows * sampleWidth
  return {
    rows: 0,
    x: new Float32Array(entries),
    present: new Uint8Array(rows * modalities.length),
    visible: new Uint8Array(entries),
    negatedView: new Float32Array(entries),
    input: new Float32Array(entries),
    weights: new Float32Array(entries),
  }
}

/** Normalises the listed samples of each modality into the batch. */
export function fillSamples(
  batch: Batch,
  { spans, sampleWidth }: Layout,
  sources: readonly Matrix[],
  normalizations: readonly Normalization[],
  rows: Uint32Array,
): void {
  batch.rows = rows.length
  for (let n = 0; n < rows.length; n++) {
    for (let s = 0; s < spans.length; s++) {
      const { x, width } = spans[s]!
      const at = n * sampleWidth + x
      const out = batch.x.subarray(at, at + width)
      const values = row(sources[s]!, rows[n]!)
      const missing = isMissing(values)
      batch.present[n * spans.length + s] = missing ? 0 : 1
      if (missing) out.fill(0)
      else normalizeInto(values, normalizations[s]!, out)
    }
  }
}

/**
 * Draws a view and prepares what the encoder sees: s·v⊙(x − c). Encoding together, s is
 * D / |visible| of the sample: a missing modality counts as hidden, so that training with missing
 * modalities and inference from one agree. Encoding alone, s is d_s / |visible in s|.
 */
export function fillView(
  batch: Batch,
  { spans, sampleWidth, modalities }: Layout,
  encoding: Recipe['encoding'],
  mask: MaskStrategy,
  center: Float32Array,
  draw: { readonly seed: number; readonly step: number; readonly progress: number },
): void {
  const { rows, present, visible, x, input, negatedView } = batch
  mask.fill(visible, { ...draw, rows, widths: modalities.map(({ width }) => width), present })
  for (let n = 0; n < rows; n++) {
    const base = n * sampleWidth
    const seen = encoding === 'together' ? count(visible, base, base + sampleWidth) : 0
    for (const span of spans) {
      const from = base + span.x
      const to = from + span.width
      const scale =
        encoding === 'together'
          ? sampleWidth / seen
          : span.width / Math.max(1, count(visible, from, to))
      for (let j = from; j < to; j++) {
        const v = visible[j] ? scale : 0
        negatedView[j] = -v
        input[j] = v * (x[j]! - center[j - base]!)
      }
    }
  }
}

function count(bytes: Uint8Array, from: number, to: number): number {
  let ones = 0
  for (let j = from; j < to; j++) ones += bytes[j]!
  return ones
}

/**
 * Twice the loss weights of a pass: with loss ½ Σ w (x̂ − x)² the gradient is w ⊙ (x̂ − x). Means over hidden and visible entries for a joint code, sums over the modalities for
 * codes of one modality. Entries of missing modalities weigh nothing.
 */
export function fillLossWeights(
  batch: Batch,
  { spans, sampleWidth }: Layout,
  { encoding, hiddenLoss, visibleLoss, selfLoss, crossLoss }: Recipe,
  modality: number | null,
): void {
  const { rows, present, visible, weights } = batch
  for (let n = 0; n < rows; n++) {
    const base = n * sampleWidth
    let entries = 0
    let seen = 0
    if (encoding === 'together') {
      for (let s = 0; s < spans.length; s++) {
        if (present[n * spans.length + s]) entries += spans[s]!.width
      }
      seen = count(visible, base, base + sampleWidth)
    }
    const onVisible = visibleLoss / Math.max(1, seen)
    const onHidden = hiddenLoss / Math.max(1, entries - seen)
    for (let s = 0; s < spans.length; s++) {
      const { x, width } = spans[s]!
      const from = base + x
      if (!present[n * spans.length + s]) weights.fill(0, from, from + width)
      else if (modality === null) {
        for (let j = from; j < from + width; j++) weights[j] = visible[j] ? onVisible : onHidden
      } else {
        const encoded = present[n * spans.length + modality]!
        weights.fill(encoded * (s === modality ? selfLoss : crossLoss), from, from + width)
      }
    }
    for (let j = base; j < base + sampleWidth; j++) weights[j]! *= 2 / rows
  }
}

/** The same weight on every present entry that a pass reads, 0 elsewhere. */
export function fillOwnWeights(
  { rows, present, weights }: Batch,
  { spans, sampleWidth }: Layout,
  modality: number | null,
  weight: number,
): void {
  for (let n = 0; n < rows; n++) {
    for (let s = 0; s < spans.length; s++) {
      const from = n * sampleWidth + spans[s]!.x
      const own = modality === null || modality === s
      const value = own && present[n * spans.length + s] ? weight : 0
      weights.fill(value, from, from + spans[s]!.width)
    }
  }
}
