import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { batchedAdapter } from './batched-adapter.ts'
import { checkTexts, withPrompts } from './prompts.ts'
import { tokenize, type TokenizeOptions } from './tokenize.ts'
import type { Model, Tensors, Tokenizer, Transformers } from './transformers.ts'
import { vectorsOf } from './vectors-of.ts'

export interface TextAdapterOptions extends TokenizeOptions {
  readonly lib: Transformers
  readonly modelId: string
  readonly width: number
  readonly batchSize: number
  readonly templates: readonly string[]
  readonly tokenizer: Tokenizer
  readonly model: Model
  /** The output that holds the vectors, such as `text_embeds`. */
  readonly output: string
}

/**
 * The text tower of a dual encoder: tokens in, unit vectors out, averaged over the templates, which
 * `checkTemplates` has passed.
 */
export function textAdapter({
  lib,
  modelId,
  width,
  batchSize,
  templates,
  tokenizer,
  model,
  output,
  maxLength,
  padToMax,
}: TextAdapterOptions): EmbeddingAdapter<string> {
  const adapter = batchedAdapter<string, Tensors>({
    modality: 'text',
    modelId,
    width,
    batchSize,
    async prepare(texts, { offset }) {
      checkTexts(texts, offset)
      return tokenize(lib, tokenizer, texts, { maxLength, padToMax })
    },
    run: async (tokens) => vectorsOf(await model(tokens), output),
    dispose: () => model.dispose(),
  })
  return withPrompts(adapter, templates)
}
