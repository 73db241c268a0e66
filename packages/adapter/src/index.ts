export { adapterOf, type AdapterOfOptions } from './adapter-of.ts'
export { AdapterError } from './errors.ts'
export type {
  EmbeddingAdapter,
  EmbeddingLimits,
  EmbedOptions,
  Embeddings,
  Progress,
} from './embedding-adapter.ts'
export { precomputed, type EmbeddingRows, type PrecomputedOptions } from './precomputed.ts'
