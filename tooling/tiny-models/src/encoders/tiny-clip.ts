import { imageTower } from '../towers/index.ts'
import { augmentPicture } from './augment.ts'
import { MAX_TOKENS, PROJECTION, type DualEncoder } from './dual-encoder.ts'

/** Pixels along each side: the size at which the world draws, so that nothing is resized. */
const SIZE = 96

export const tinyClip: DualEncoder = {
  name: 'tiny-clip',
  modality: 'image',
  sensor: {
    file: 'vision_model',
    input: 'pixel_values',
    output: 'image_embeds',
    shape: [3, SIZE, SIZE],
    // With mean and deviation 0.5 a byte b becomes b · 2/255 − 1, and no bit is lost.
    stored: { type: 'uint8', scale: 2 / 255, offset: -1 },
    augment: augmentPicture,
    build: imageTower,
  },
  text: { file: 'text_model', output: 'text_embeds' },
  preprocessor: {
    image_processor_type: 'CLIPImageProcessor',
    do_convert_rgb: true,
    do_resize: true,
    size: { shortest_edge: SIZE },
    // Lanczos, the one filter of transformers.js that averages when it makes a picture smaller.
    resample: 1,
    do_center_crop: true,
    crop_size: { height: SIZE, width: SIZE },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
  },
  config: {
    architectures: ['CLIPModel'],
    model_type: 'clip',
    text_config: {
      model_type: 'clip_text_model',
      max_position_embeddings: MAX_TOKENS,
      projection_dim: PROJECTION,
    },
    vision_config: {
      model_type: 'clip_vision_model',
      image_size: SIZE,
      projection_dim: PROJECTION,
    },
  },
}
