import type { EmbeddingRows } from '../embedding-rows.ts'
import type { OpenOptions } from '../open-embeddings.ts'
import { isFolder, openClipRetrieval } from './clip-retrieval.ts'
import { openFile } from './open-file.ts'

/**
 * Opens a file of embeddings, or a clip-retrieval folder, as an n×d table that streams.
 * @throws DataError naming the file, what is wrong with it and what would be right
 */
export async function openEmbeddings(
  path: string,
  options: OpenOptions = {},
): Promise<EmbeddingRows> {
  return (await isFolder(path)) ? openClipRetrieval(path, options) : openFile(path, options)
}
