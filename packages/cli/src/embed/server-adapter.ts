import { readFile } from 'node:fs/promises'
import { AdapterError, type EmbeddingAdapter } from '@cmgsae/adapter'
import { httpEmbeddings, type HttpEmbeddingsOptions } from '@cmgsae/adapter-http'
import { withPrompts } from '@cmgsae/adapter-transformers'
import type { Kind } from './file-kinds.ts'
import { isUrl } from './list-items.ts'

type ServerOptions = Omit<HttpEmbeddingsOptions<Kind>, 'modality'>

/**
 * A model behind an OpenAI-aligned server. Files are read here and sent, addresses are left to it;
 * texts are put into the templates, if there are any.
 * @throws AdapterError where the server does not answer as it should
 */
export async function serverAdapter(
  kind: Kind,
  options: ServerOptions,
  templates: readonly string[] = ['{}'],
): Promise<EmbeddingAdapter<string>> {
  if (kind === 'text') {
    return withPrompts(await httpEmbeddings({ ...options, modality: 'text' }), templates)
  }
  const adapter = await httpEmbeddings({ ...options, modality: kind })
  return {
    ...adapter,
    embed: async (values, call) => adapter.embed(await Promise.all(values.map(contentOf)), call),
  }
}

async function contentOf(value: string): Promise<string | Uint8Array> {
  if (isUrl(value)) return value
  try {
    return await readFile(value)
  } catch (error) {
    throw new AdapterError(`${value}: ${(error as Error).message}`, { cause: error })
  }
}
