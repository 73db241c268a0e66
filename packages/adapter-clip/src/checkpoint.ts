import { AdapterError } from '@cmgsae/adapter'
import type { Model, ModelConfig, Pretrained, Transformers } from '@cmgsae/adapter-transformers'

export const DEFAULT_MODEL = 'Xenova/clip-vit-base-patch32'

/** What differs between the kinds of checkpoints. */
export interface Checkpoint {
  /** Length of its vectors. */
  readonly width: number
  readonly image: Tower
  readonly text: Tower & {
    /** The most tokens of a text. */
    readonly maxLength: number
    /** Trained on texts that were all padded to that length, without a mask. */
    readonly padToMax: boolean
  }
}

interface Tower {
  readonly loader: Pretrained<Model>
  /** The output of the graph that holds the vectors. */
  readonly output: string
}

type Loaders = Readonly<Record<string, Pretrained<Model>>>

/**
 * Reads config.json; what it leaves out has the default of the Python configuration class.
 * @throws AdapterError for a model other than CLIP or SigLIP
 */
export function checkpoint(lib: Transformers, config: ModelConfig): Checkpoint {
  const loaders = lib as unknown as Loaders
  const { model_type: type, projection_dim: projection = 512 } = config
  const text = (config['text_config'] ?? {}) as Record<string, number | undefined>
  const vision = (config['vision_config'] ?? {}) as Record<string, number | undefined>
  if (type === 'clip') {
    return {
      width: Number(projection),
      image: { loader: loaders['CLIPVisionModelWithProjection']!, output: 'image_embeds' },
      text: {
        loader: loaders['CLIPTextModelWithProjection']!,
        output: 'text_embeds',
        maxLength: text['max_position_embeddings'] ?? 77,
        padToMax: false,
      },
    }
  }
  if (type === 'siglip') {
    return {
      width: vision['hidden_size'] ?? 768,
      image: { loader: loaders['SiglipVisionModel']!, output: 'pooler_output' },
      text: {
        loader: loaders['SiglipTextModel']!,
        output: 'pooler_output',
        maxLength: text['max_position_embeddings'] ?? 64,
        padToMax: true,
      },
    }
  }
  throw new AdapterError(`config.json has model_type '${String(type)}', it must be clip or siglip`)
}
