import type { ByteSource } from './byte-source.ts'
import type { EmbeddingRows } from './embedding-rows.ts'
import { firstBytes, notA } from './first-bytes.ts'
import { npyMagic } from './npy/header.ts'
import { openNpy } from './npy/open-npy.ts'
import { openNpz } from './npz/open-npz.ts'
import { parquetMagic } from './parquet/metadata.ts'

export interface OpenOptions {
  /** Which column of a parquet file holds the embeddings. */
  column?: string
  /** Which array of a .npz or safetensors file, or sub-folder of a clip-retrieval folder. */
  array?: string
}

type Format = '.npy' | '.npz' | '.safetensors' | '.parquet'
type Reader = (source: ByteSource, options: OpenOptions) => Promise<EmbeddingRows>

/** What brings most of the code comes when it is needed: a thread that reads .npy starts in a third of the time. */
const readers: Readonly<Record<Format, Reader>> = {
  '.npy': openNpy,
  '.npz': openNpz,
  '.safetensors': async (source, options) => {
    const { openSafetensors } = await import('./open-safetensors.ts')
    return openSafetensors(source, options)
  },
  '.parquet': async (source, options) => {
    const { openParquet } = await import('./parquet/open-parquet.ts')
    return openParquet(source, options)
  },
}

/**
 * Opens an n×d table of embeddings; the format is told by the first bytes, and only where they do
 * not tell by the name. Closing the rows closes the source; when this throws, the source is open.
 * @throws DataError naming the file, what is wrong with it and what would be right
 */
export async function openEmbeddings(
  source: ByteSource,
  options: OpenOptions = {},
): Promise<EmbeddingRows> {
  const start = await firstBytes(source, 24)
  const extension = /\.\w+$/.exec(source.name)?.[0].toLowerCase()
  // The reader that the name promises says best what is wrong with a file that starts like none.
  const format = formatOf(start) ?? (Object.keys(readers) as Format[]).find((e) => e === extension)
  if (!format) {
    throw notA('an embeddings file (.npy, .npz, .safetensors, .parquet)', source.name, start)
  }
  return readers[format](source, options)
}

function formatOf(start: Uint8Array): Format | undefined {
  const text = String.fromCharCode(...start)
  if (text.startsWith(npyMagic)) return '.npy'
  if (text.startsWith('PK\x03\x04')) return '.npz'
  if (text.startsWith(parquetMagic)) return '.parquet'
  // safetensors has no magic: a 64-bit header length, below 2^32 here, and the JSON header.
  if (text.startsWith('\0\0\0\0{', 4)) return '.safetensors'
  return undefined
}
