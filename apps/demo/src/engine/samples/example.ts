import { modalityKind } from './modality-kind.ts'
import type { SparseCodes } from '@cmgsae/tensor'

/** Samples that are looked at. */
const CANDIDATES = 24

/** The two modalities that are shown side by side: a picture and a sound where there are both. */
export function pairOf(modalities: readonly string[]): readonly [string, string] {
  const named = modalities.filter((name) => ['image', 'audio'].includes(modalityKind(name)))
  const [first, second] = named.length > 1 ? named : modalities
  return [first!, second ?? first!]
}

/** Of the first held-out samples (or of all) the one whose two codes share most latents. */
export function exampleOf(
  [a, b]: readonly [SparseCodes, SparseCodes],
  heldOut: Uint32Array,
): number | null {
  const candidates =
    heldOut.length > 0 ? heldOut : Uint32Array.from({ length: a.rows }, (_, n) => n)
  let [best, most] = [null as number | null, -1]
  for (const sample of candidates.subarray(0, CANDIDATES)) {
    const lit = new Set(a.indices.subarray(a.offsets[sample], a.offsets[sample + 1]))
    const shared = b.indices
      .subarray(b.offsets[sample], b.offsets[sample + 1])
      .filter((latent) => lit.has(latent)).length
    if (shared > most) [best, most] = [sample, shared]
  }
  return best
}
