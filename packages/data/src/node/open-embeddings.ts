import type { EmbeddingRows } from '../embedding-rows.ts'
import type { OpenOptions } from '../open-embeddings.ts'
import { isFolder, openClipRetrieval } from './clip-retrieval.ts'
import { fileSource, type OpenSource } from './file-source.ts'
import { openFile } from './open-file.ts'

/**
 * Opens a file of embeddings, or a clip-retrieval folder, as an n×d table that streams.
 * @throws DataError naming the file, what is wrong with it and what would be right
 */
export async function openEmbeddings(
  path: string,
  options: OpenOptions = {},
): Promise<EmbeddingRows> {
  return openFrom(path, options, fileSource)
}

/** The same over files that are read as `open` says. */
export async function openFrom(
  path: string,
  options: OpenOptions,
  open: OpenSource,
): Promise<EmbeddingRows> {
  return (await isFolder(path))
    ? openClipRetrieval(path, options, open)
    : openFile(path, options, open)
}
