export {
  aiSdkEmbeddings,
  type AiSdkEmbeddingModel,
  type AiSdkEmbeddingsOptions,
} from './ai-sdk-embeddings.ts'
export type { AnsweredVector, Dialect, DialectRequest } from './dialects/dialect.ts'
export { infinity } from './dialects/infinity.ts'
export { jina } from './dialects/jina.ts'
export { ollama } from './dialects/ollama.ts'
export { openAi } from './dialects/open-ai.ts'
export { vllm } from './dialects/vllm.ts'
export { HttpAdapterError } from './errors.ts'
export { httpEmbeddings, type HttpEmbeddingsOptions } from './http-embeddings.ts'
export type { MediaInput } from './media.ts'
export type { InputOf, Modality } from './modality.ts'
export { ollamaEmbeddings, type OllamaEmbeddingsOptions } from './ollama-embeddings.ts'
export type { ApiKey } from './secrets.ts'
