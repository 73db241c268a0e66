import type { EmbeddingRows } from '../embedding-rows.ts'
import { openEmbeddings as openSource, type OpenOptions } from '../open-embeddings.ts'
import { fileSource } from './file-source.ts'

/**
 * Opens a file of embeddings, or a clip-retrieval folder.
 * @throws DataError naming the file, what is wrong with it and what would be right
 */
export async function openEmbeddings(
  path: string,
  options: OpenOptions = {},
): Promise<EmbeddingRows> {
  const source = await fileSource(path)
  try {
    return await openSource(source, options)
  } catch (error) {
    await source.close?.()
    throw error
  }
}
