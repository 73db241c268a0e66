export { batchedAdapter, checkBatchSize, type BatchedAdapterOptions } from './batched-adapter.ts'
export type { Dtype, DownloadProgress, ModelOptions } from './model-options.ts'
export {
  openModel,
  type BuildContext,
  type ModelConfig,
  type ModelRecipe,
  type OpenedModel,
} from './open-model.ts'
export { checkTemplates, fillTemplate, withPrompts } from './prompts.ts'
export { textAdapter, type TextAdapterOptions } from './text-adapter.ts'
export { tokenize, type TokenizeOptions } from './tokenize.ts'
export type {
  Model,
  Pretrained,
  Tensor,
  TensorData,
  TensorType,
  Tensors,
  Tokenizer,
  Transformers,
} from './transformers.ts'
export { unitRows } from './unit-rows.ts'
export { vectorsOf } from './vectors-of.ts'
