import { ClapFeatureExtractor, CLIPImageProcessor, RawImage } from '@huggingface/transformers'
import { rasterisePixels, type WorldSample } from '@cmgsae/world'
import type { DualEncoder } from '../encoders/index.ts'

/** From a sample to what a sensor tower takes in: shape of the tower's input, batch of one. */
export type Extract = (sample: WorldSample) => Promise<Float32Array>

/**
 * The preprocessing of transformers.js itself, by the classes and the settings that its
 * AutoProcessor will read from the model's folder.
 */
export function createExtract({ modality, preprocessor }: DualEncoder): Extract {
  if (modality === 'audio') {
    const extract = new ClapFeatureExtractor(preprocessor)
    return async ({ sound }) => (await extract(sound)).input_features.data as Float32Array
  }
  const process = new CLIPImageProcessor(preprocessor)
  return async ({ svg }) => {
    const { data, width, height } = await rasterisePixels(svg)
    const image = new RawImage(new Uint8ClampedArray(data), width, height, 4)
    return (await process(image)).pixel_values.data as Float32Array
  }
}
