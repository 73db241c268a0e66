import type { MaskStrategy } from '@cmgsae/masking'
import type { Backend, Matrix, Resident } from '@cmgsae/tensor'
import type { Layout } from './layout.ts'
import { isMissing, normalizeInto, type Normalization } from './normalization.ts'
import type { Recipe } from './recipe.ts'

/** Host buffers of one batch, filled anew each step. */
export interface Batch {
  rows: number
  /** B×S, 1 where the sample has the modality. */
  readonly present: Uint8Array
  /** B×D, 1 where the encoder may look, where the mask has no seeds. */
  readonly visible: Uint8Array
  /** B×S. */
  readonly keys: Int32Array
  /** B×S: visible entries of each modality. */
  readonly seen: Uint32Array
  /** B×S×2: weights of the pass at hand, of the hidden and the visible entries of what it decodes. */
  readonly weights: Float32Array
}

export function createBatch({ sampleWidth, modalities }: Layout, rows: number): Batch {
  const parts = rows * modalities.length
  return {
    rows: 0,
    present: new Uint8Array(parts),
    visible: new Uint8Array(rows * sampleWidth),
    keys: new Int32Array(parts),
    seen: new Uint32Array(parts),
    weights: new Float32Array(2 * parts),
  }
}

/**
 * Normalises the listed samples of each modality into x (B×D), 0 where a modality is missing, and
 * notes in the batch which are present.
 */
export function fillSamples(
  x: Float32Array,
  batch: Batch,
  { spans, sampleWidth }: Layout,
  sources: readonly Matrix[],
  normalizations: readonly Normalization[],
  rows: Uint32Array,
): void {
  batch.rows = rows.length
  for (let n = 0; n < rows.length; n++) {
    for (let s = 0; s < spans.length; s++) {
      const { x: column, width } = spans[s]!
      const at = n * sampleWidth + column
      const { data } = sources[s]!
      const from = rows[n]! * width
      const missing = isMissing(data, from, from + width)
      batch.present[n * spans.length + s] = missing ? 0 : 1
      if (missing) x.fill(0, at, at + width)
      else normalizeInto(data, normalizations[s]!, x, from, at)
    }
  }
}

/** Buffers of a view on the backend, B×D each. */
export interface View {
  /** s·v, the rescaling of visible entries. */
  readonly view: Resident
  /** s·v⊙(x − c). */
  readonly input: Resident
}

/**
 * Draws a view: s·v⊙(x − c) is what the encoder sees. Encoding together, s is D / |visible| of the
 * sample: a missing modality counts as hidden, so that training with missing modalities and inference
 * from one agree. Encoding alone, s is d_s / |visible in s|.
 */
export async function drawView(
  backend: Backend,
  { view, input }: View,
  batch: Batch,
  { spans, modalities }: Layout,
  from: {
    readonly x: Resident
    readonly center: Resident
    readonly encoding: Recipe['encoding']
    readonly mask: MaskStrategy
    readonly draw: { readonly seed: number; readonly step: number; readonly progress: number }
  },
): Promise<void> {
  const { rows, present, visible, keys, seen } = batch
  const { encoding, mask } = from
  const { seed, step, progress } = from.draw
  const widths = modalities.map(({ width }) => width)
  const drawn = { seed, step, progress, rows, widths, present }
  const op = {
    x: from.x,
    center: from.center,
    rows,
    spans,
    present,
    rescale: encoding === 'together' ? ('sample' as const) : ('span' as const),
    view,
    out: input,
    seen,
  }
  const threshold = mask.seeds?.(keys, drawn) ?? null
  if (threshold !== null) {
    await backend.view({ ...op, mask: { keys, threshold } })
    if (!someRowIsBlind(batch, modalities.length)) return
  }
  mask.fill(visible, drawn)
  await backend.view({ ...op, mask: visible })
}

/** Whether a sample that has a modality sees none of it: seeds leave that to `fill`. */
function someRowIsBlind({ rows, present, seen }: Batch, modalities: number): boolean {
  for (let n = 0; n < rows; n++) {
    let there = 0
    let visible = 0
    for (let s = n * modalities; s < (n + 1) * modalities; s++) {
      there += present[s]!
      visible += seen[s]!
    }
    if (there > 0 && visible === 0) return true
  }
  return false
}

/**
 * Twice the loss weights of a pass, for the hidden and the visible entries of each modality that it
 * decodes: with loss ½ Σ w (x̂ − x)² the gradient is w ⊙ (x̂ − x). Means over hidden and visible entries
 * for a joint code; for codes of one modality the sum over its entries, and the mean of such sums over
 * the partners that the sample has. Entries of missing modalities weigh nothing. All times `share`.
 */
export function fillLossWeights(
  { rows, present, seen, weights }: Batch,
  { spans }: Layout,
  { hiddenLoss, visibleLoss, selfLoss, crossLoss }: Recipe,
  { modality, decoded }: { readonly modality: number | null; readonly decoded: readonly number[] },
  share: number,
): void {
  const parts = spans.length
  const scale = (2 / rows) * share
  for (let n = 0; n < rows; n++) {
    let entries = 0
    let visible = 0
    let there = 0
    for (let s = 0; s < parts; s++) {
      if (!present[n * parts + s]) continue
      there++
      entries += spans[s]!.width
      visible += seen[n * parts + s]!
    }
    for (let t = 0; t < decoded.length; t++) {
      const s = decoded[t]!
      const at = 2 * (n * decoded.length + t)
      let [hidden, shown] = [0, 0]
      if (present[n * parts + s]) {
        if (modality === null) {
          hidden = hiddenLoss / Math.max(1, entries - visible)
          shown = visibleLoss / Math.max(1, visible)
        } else if (present[n * parts + modality]) {
          hidden = s === modality ? selfLoss : crossLoss / (there - 1)
          shown = hidden
        }
      }
      weights[at] = hidden * scale
      weights[at + 1] = shown * scale
    }
  }
}

/** The same weight on every present entry that a pass decodes, 0 elsewhere. */
export function fillOwnWeights(
  { rows, present, weights }: Batch,
  parts: number,
  decoded: readonly number[],
  weight: number,
): void {
  for (let n = 0; n < rows; n++) {
    for (let t = 0; t < decoded.length; t++) {
      const at = 2 * (n * decoded.length + t)
      weights[at] = present[n * parts + decoded[t]!] ? weight : 0
      weights[at + 1] = weights[at]!
    }
  }
}
