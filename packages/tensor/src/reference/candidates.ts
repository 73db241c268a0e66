import type { LatentRange } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import { TensorError } from '../errors.ts'
import type { Cut } from './cut.ts'

/** The latents that may fire: positive, in one of the ranges, and not hidden. */
export interface Candidates {
  /** rows×p. */
  readonly pre: Float32Array
  readonly p: number
  readonly latents: readonly LatentRange[]
  /** rows×p bytes, 0 hides. */
  readonly keep: Uint8Array | undefined
  /** p bytes, 0 hides from every row. */
  readonly marks: Uint8Array | undefined
}

/** Appends the values of row n's candidates to `values` from `count`; returns the new count. */
export function collect(
  { pre, p, latents, keep, marks }: Candidates,
  n: number,
  values: Float32Array,
  count: number,
): number {
  const base = n * p
  for (let r = 0; r < latents.length; r++) {
    const [from, to] = latents[r]!
    for (let i = from; i < to; i++) {
      const a = pre[base + i]!
      if (a > 0 && (!keep || keep[base + i]) && (!marks || marks[i])) values[count++] = a
    }
  }
  return count
}

/** Stores row n's candidates above the cut, lower latents first; uses up the cut's ties. */
export function emit(
  { pre, p, latents, keep, marks }: Candidates,
  n: number,
  cut: Cut,
  out: SparseCodes,
  stored: number,
): number {
  const base = n * p
  for (let r = 0; r < latents.length; r++) {
    const [from, to] = latents[r]!
    for (let i = from; i < to; i++) {
      const a = pre[base + i]!
      if (a > 0 && a >= cut.bound && (!keep || keep[base + i]) && (!marks || marks[i])) {
        if (a > cut.bound || cut.ties-- > 0) stored = append(out, stored, i, a)
      }
    }
  }
  out.offsets[n + 1] = stored
  return stored
}

/** @throws TensorError when the codes are full */
export function append(out: SparseCodes, at: number, latent: number, value: number): number {
  if (at >= out.indices.length) {
    throw new TensorError(
      `the codes hold ${out.indices.length} entries and more latents fired: allocate a larger capacity`,
    )
  }
  out.indices[at] = latent
  out.values[at] = value
  return at + 1
}
