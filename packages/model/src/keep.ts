import type { MaskStrategy } from '@cmgsae/masking'
import type { Batch } from './batch.ts'
import type { Layout } from './layout.ts'

/**
 * Fills `keep` (B×p) with the latents each sample may use in a pass: those the latent mask leaves,
 * and none where the sample lacks the modality. Undefined when all may fire everywhere.
 */
export function fillKeep(
  keep: Uint8Array,
  { rows, present }: Batch,
  { latents, modalities }: Layout,
  modality: number | null,
  latentMask: MaskStrategy | null,
  draw: { readonly seed: number; readonly step: number; readonly progress: number },
): Uint8Array | undefined {
  const lacks = (n: number) => modality !== null && !present[n * modalities.length + modality]
  let lacking = false
  for (let n = 0; n < rows && !lacking; n++) lacking = lacks(n)
  if (!latentMask && !lacking) return undefined
  if (latentMask) latentMask.fill(keep, { ...draw, rows, widths: [latents] })
  else keep.fill(1)
  for (let n = 0; lacking && n < rows; n++) {
    if (lacks(n)) keep.fill(0, n * latents, (n + 1) * latents)
  }
  return keep
}
