import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { ollama } from './dialects/ollama.ts'
import { httpEmbeddings, type HttpEmbeddingsOptions } from './http-embeddings.ts'

export interface OllamaEmbeddingsOptions extends Omit<
  HttpEmbeddingsOptions<'text'>,
  'baseUrl' | 'modality' | 'dialect' | 'encoding'
> {
  /** `http://127.0.0.1:11434` unless given. */
  readonly baseUrl?: string | URL | undefined
}

/**
 * The text embeddings of an Ollama server's own `/api/embed`.
 * @throws HttpAdapterError as `httpEmbeddings` does
 */
export function ollamaEmbeddings({
  baseUrl = 'http://127.0.0.1:11434',
  ...options
}: OllamaEmbeddingsOptions): Promise<EmbeddingAdapter<string>> {
  return httpEmbeddings({ ...options, baseUrl, modality: 'text', dialect: ollama })
}
