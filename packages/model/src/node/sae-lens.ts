import type { ModelState } from '../autoencoder.ts'

/** Writes one modality's slice as a SAELens folder: `cfg.json` + `sae_weights.safetensors`. */
export async function saveSaeLens(
  _directory: string,
  _model: ModelState,
  _modality: string,
): Promise<void> {
  throw new Error('not written yet')
}
