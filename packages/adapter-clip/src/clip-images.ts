import type { EmbeddingAdapter } from '@cmgsae/adapter'
import {
  batchedAdapter,
  checkBatchSize,
  openModel,
  vectorsOf,
  type ModelOptions,
  type Tensors,
} from '@cmgsae/adapter-transformers'
import { checkpoint, DEFAULT_MODEL } from './checkpoint.ts'
import type { ImageInput } from './image/image-input.ts'
import { preprocessor } from './image/preprocessor.ts'
import { pixelValues } from './image/pixel-values.ts'

export interface ClipImagesOptions extends ModelOptions {
  /** Images in one run of the model. Default 16. */
  readonly batchSize?: number | undefined
}

/**
 * An adapter of modality `image` on the image tower of a CLIP or SigLIP checkpoint; resolves when
 * the model is loaded. Vectors have unit length.
 * @throws AdapterError where the model cannot be had; signal.reason when the signal aborts;
 *   `embed` rejects with an AdapterError that names an image it cannot read
 */
export async function clipImages({ batchSize = 16, ...options }: ClipImagesOptions = {}): Promise<
  EmbeddingAdapter<ImageInput>
> {
  checkBatchSize(batchSize)
  const { lib, modelId, parts } = await openModel(options, {
    model: DEFAULT_MODEL,
    graph: 'vision_model',
    files: ['preprocessor_config.json'],
    async build({ lib: library, config, from, json }) {
      const { width, image } = checkpoint(library, config)
      const pre = preprocessor(await json('preprocessor_config.json'))
      return { width, output: image.output, pre, model: await from(image.loader) }
    },
  })
  const { width, output, pre, model } = parts
  return batchedAdapter<ImageInput, Tensors>({
    modality: 'image',
    modelId,
    width,
    batchSize,
    async prepare(images, context) {
      const dims = [images.length, 3, pre.height, pre.width]
      const values = await pixelValues(images, pre, context)
      return { pixel_values: new lib.Tensor('float32', values, dims) }
    },
    run: async (inputs) => vectorsOf(await model(inputs), output),
    dispose: () => model.dispose(),
  })
}
