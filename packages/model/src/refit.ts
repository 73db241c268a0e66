import type { SparseCodes, Span } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'

/** Sweeps over a code's latents at most; what moves less than the tolerance has settled. */
const sweeps = 100
const tolerance = 1e-6

/** What the codes of a batch were made of: s·(x − c) in rows of D entries, and s of each row. */
export interface Encoded {
  readonly data: Float32Array
  readonly scales: Float64Array
}

/** Fits the values of a batch's codes again, in place; `spansOf` are the columns a row has. */
export type Refit = (
  codes: SparseCodes,
  inputs: Encoded,
  spansOf: (row: number) => readonly Span[],
) => void

/**
 * Least squares on the support (debiasing): the encoder only selects the latents of a sample x, and
 * their values become those of min ‖x − c − Σ zᵢwᵢ‖² + ρ Σ ‖wᵢ‖²(zᵢ − z⁰ᵢ)² with z ≥ 0, z⁰ what
 * the encoder said, over the columns of the modalities that the sample has. Penalties and masks shrink z⁰; this undoes it. Solved
 * by cyclic coordinate descent in float64, so that it is the same on every engine.
 * @throws ModelError unless the ridge is a number from 0 up
 */
export function createRefit(
  decoder: Float32Array,
  { atomWidth, sampleWidth }: { readonly atomWidth: number; readonly sampleWidth: number },
  ridge: number,
): Refit {
  if (!(ridge >= 0 && ridge < Infinity)) {
    throw new ModelError(`refit is ${ridge}; it must be a number from 0 up`)
  }
  let gram = new Float64Array(0)
  let target = new Float64Array(0)
  let z = new Float64Array(0)

  function fit(
    { indices, values, offsets }: SparseCodes,
    n: number,
    { data, scales }: Encoded,
    spans: readonly Span[],
  ): void {
    const from = offsets[n]!
    const k = offsets[n + 1]! - from
    if (z.length < k) {
      gram = new Float64Array(k * k)
      target = new Float64Array(k)
      z = new Float64Array(k)
    }
    for (let e = 0; e < k; e++) {
      const own = indices[from + e]! * atomWidth
      for (let f = 0; f <= e; f++) {
        const other = indices[from + f]! * atomWidth
        let sum = 0
        for (const { w, width } of spans) {
          for (let j = w; j < w + width; j++) sum += decoder[own + j]! * decoder[other + j]!
        }
        gram[e * k + f] = sum
        gram[f * k + e] = sum
      }
      let meets = 0
      for (const { x, w, width } of spans) {
        const sample = n * sampleWidth + x
        for (let j = 0; j < width; j++) meets += decoder[own + w + j]! * data[sample + j]!
      }
      const squares = gram[e * k + e]!
      z[e] = values[from + e]!
      target[e] = meets / scales[n]! + ridge * squares * z[e]!
      gram[e * k + e] = squares * (1 + ridge)
    }
    for (let sweep = 0; sweep < sweeps; sweep++) {
      let moved = 0
      let most = 0
      for (let e = 0; e < k; e++) {
        const squares = gram[e * k + e]!
        // An atom with nothing in these columns says nothing about its value.
        if (!(squares > 0)) continue
        let rest = target[e]!
        for (let f = 0; f < k; f++) if (f !== e) rest -= gram[e * k + f]! * z[f]!
        const next = Math.max(0, rest / squares)
        moved = Math.max(moved, Math.abs(next - z[e]!))
        most = Math.max(most, next)
        z[e] = next
      }
      if (moved <= tolerance * most) break
    }
    for (let e = 0; e < k; e++) values[from + e] = z[e]!
  }

  return (codes, inputs, spansOf) => {
    for (let n = 0; n < codes.rows; n++) fit(codes, n, inputs, spansOf(n))
    dropZeros(codes)
  }
}

/** Closes the gaps of latents whose value became 0: they are no longer active. */
function dropZeros({ rows, offsets, indices, values }: SparseCodes): void {
  let kept = 0
  let from = 0
  for (let n = 0; n < rows; n++) {
    const to = offsets[n + 1]!
    for (let e = from; e < to; e++) {
      if (!(values[e]! > 0)) continue
      indices[kept] = indices[e]!
      values[kept++] = values[e]!
    }
    from = to
    offsets[n + 1] = kept
  }
}
