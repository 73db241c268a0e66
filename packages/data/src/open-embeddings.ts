import type { ByteSource } from './byte-source.ts'
import type { EmbeddingRows } from './embedding-rows.ts'
import { firstBytes, notA } from './first-bytes.ts'
import { npyMagic } from './npy/header.ts'
import { openNpy } from './npy/open-npy.ts'

export interface OpenOptions {
  /** Which column of a parquet file holds the embeddings. */
  column?: string
  /** Which array of a .npz or safetensors file, or sub-folder of a clip-retrieval folder. */
  array?: string
}

/**
 * Opens an n×d table of embeddings; the format is told by the first bytes, and only where they do
 * not tell by the name. Closing the rows closes the source; when this throws, the source is open.
 * @throws DataError naming the file, what is wrong with it and what would be right
 */
export async function openEmbeddings(
  source: ByteSource,
  _options: OpenOptions = {},
): Promise<EmbeddingRows> {
  const start = await firstBytes(source, 24)
  const text = String.fromCharCode(...start)
  const extension = /\.\w+$/.exec(source.name)?.[0].toLowerCase()
  if (text.startsWith(npyMagic) || extension === '.npy') return openNpy(source)
  throw notA('an embeddings file (.npy, .npz, .safetensors or .parquet)', source.name, start)
}
