import type { EmbeddingRows } from '../embedding-rows.ts'
import { openEmbeddings, type OpenOptions } from '../open-embeddings.ts'
import { fileSource, type OpenSource } from './file-source.ts'

/** One file of embeddings; it is closed again when it cannot be used. */
export async function openFile(
  path: string,
  options: OpenOptions = {},
  open: OpenSource = fileSource,
): Promise<EmbeddingRows> {
  const source = await open(path)
  try {
    return await openEmbeddings(source, options)
  } catch (error) {
    await source.close?.()
    throw error
  }
}
