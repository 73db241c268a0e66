import type { ModelState } from '../autoencoder.ts'
import { toSaeLens } from '../sae-lens.ts'
import { replaceFiles } from './replace-files.ts'

/**
 * Writes one modality's slice as a SAELens folder: `cfg.json` + `sae_weights.safetensors`.
 * @throws ModelError as `toSaeLens` does, and when the folder cannot be written
 */
export async function saveSaeLens(
  directory: string,
  model: ModelState,
  modality: string,
): Promise<void> {
  const { cfg, weights } = toSaeLens(model, modality)
  await replaceFiles(directory, [
    ['sae_weights.safetensors', weights],
    ['cfg.json', [new TextEncoder().encode(`${JSON.stringify(cfg, null, 2)}\n`)]],
  ])
}
