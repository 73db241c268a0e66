import * as transformers from '@huggingface/transformers'
import { expect, it } from 'vitest'
import type { Transformers } from '@cmgsae/adapter-transformers'
import { checkpoint } from './checkpoint.ts'

const lib = transformers as unknown as Transformers

it('reads the width and the length of texts of CLIP and SigLIP, also where config.json is short', () => {
  expect(checkpoint(lib, { model_type: 'clip', projection_dim: 768 })).toMatchObject({
    width: 768,
    image: { loader: transformers.CLIPVisionModelWithProjection, output: 'image_embeds' },
    text: { loader: transformers.CLIPTextModelWithProjection, maxLength: 77, padToMax: false },
  })
  // Google's base checkpoint leaves the default sizes out of config.json.
  expect(
    checkpoint(lib, { model_type: 'siglip', text_config: {}, vision_config: {} }),
  ).toMatchObject({
    width: 768,
    image: { loader: transformers.SiglipVisionModel, output: 'pooler_output' },
    text: { loader: transformers.SiglipTextModel, maxLength: 64, padToMax: true },
  })
  const large = { hidden_size: 1152 }
  expect(checkpoint(lib, { model_type: 'siglip', vision_config: large }).width).toBe(1152)
  expect(() => checkpoint(lib, { model_type: 'bert' })).toThrow("model_type 'bert'")
})
