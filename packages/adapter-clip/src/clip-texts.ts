import type { EmbeddingAdapter } from '@cmgsae/adapter'
import {
  checkBatchSize,
  checkTemplates,
  openModel,
  textAdapter,
  type ModelOptions,
} from '@cmgsae/adapter-transformers'
import { checkpoint, DEFAULT_MODEL } from './checkpoint.ts'

export interface ClipTextsOptions extends ModelOptions {
  /** Prompts in one run of the model. Default 32. */
  readonly batchSize?: number | undefined
  /**
   * What each text is put into, in the place of `{}`; its vector is the mean over them, at unit
   * length. Default `['{}']`, the text as it is; IMAGE_TEMPLATES for names of classes.
   */
  readonly templates?: readonly string[] | undefined
}

/**
 * An adapter of modality `text` on the text tower of a CLIP or SigLIP checkpoint; resolves when the
 * model is loaded. Vectors have unit length and share the space of `clipImages` of the same model.
 * Texts longer than the model takes (77 tokens for CLIP, 64 for SigLIP) are cut.
 * @throws AdapterError where the model cannot be had; signal.reason when the signal aborts
 */
export async function clipTexts({
  batchSize = 32,
  templates = ['{}'],
  ...options
}: ClipTextsOptions = {}): Promise<EmbeddingAdapter<string>> {
  checkBatchSize(batchSize)
  checkTemplates(templates)
  const { lib, modelId, parts } = await openModel(options, {
    model: DEFAULT_MODEL,
    graph: 'text_model',
    files: ['tokenizer.json', 'tokenizer_config.json'],
    async build({ lib: library, config, from }) {
      const { width, text } = checkpoint(library, config)
      const tokenizer = await from(library.AutoTokenizer)
      return { ...text, width, tokenizer, model: await from(text.loader) }
    },
  })
  return textAdapter({ lib, modelId, batchSize, templates, ...parts })
}
