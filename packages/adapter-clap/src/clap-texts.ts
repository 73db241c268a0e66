import type { EmbeddingAdapter } from '@cmgsae/adapter'
import {
  checkBatchSize,
  checkTemplates,
  openModel,
  textAdapter,
  type ModelOptions,
} from '@cmgsae/adapter-transformers'
import type { ClapLibrary } from './clap-library.ts'
import { DEFAULT_MODEL } from './default-model.ts'

export interface ClapTextsOptions extends ModelOptions {
  /** Prompts in one run of the model. Default 32. */
  readonly batchSize?: number | undefined
  /** Each text stands for `{}` in each of them. Default `['{}']`, the text itself. */
  readonly templates?: readonly string[] | undefined
}

/** Positions of RoBERTa, the text tower of CLAP. */
const POSITIONS = 512

/**
 * Texts to unit vectors of CLAP, in the space of `clapSounds`. A text longer than the model takes
 * is cut. With templates, a vector is the mean over the prompts, of unit length again.
 * @throws AdapterError in one line, where the model cannot be loaded; signal.reason on an abort
 */
export async function clapTexts({
  batchSize = 32,
  templates = ['{}'],
  ...options
}: ClapTextsOptions = {}): Promise<EmbeddingAdapter<string>> {
  checkBatchSize(batchSize)
  checkTemplates(templates)
  const { lib, config, modelId, parts } = await openModel(options, {
    model: DEFAULT_MODEL,
    graph: 'text_model',
    files: ['tokenizer.json', 'tokenizer_config.json'],
    async build({ lib: library, from, json }) {
      const { AutoTokenizer, ClapTextModelWithProjection } = library as ClapLibrary
      const { model_max_length: limit = POSITIONS } = await json('tokenizer_config.json')
      return {
        tokenizer: await from(AutoTokenizer),
        model: await from(ClapTextModelWithProjection),
        maxLength: Math.min(Number(limit), POSITIONS),
      }
    },
  })
  return textAdapter({
    lib,
    modelId,
    width: Number(config['projection_dim']),
    batchSize,
    templates,
    output: 'text_embeds',
    ...parts,
  })
}
