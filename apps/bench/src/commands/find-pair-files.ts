import { DataError } from '@cmgsae/data'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const EMBEDDINGS = /\.(npy|npz|safetensors|parquet)$/i
const TEXT = /text|caption|prompt|title/i

/**
 * One modality per embedding file of a folder, named after it without `_embeddings`; text comes
 * last, so that probes read the other one. A clip-retrieval folder's sub-folders count likewise.
 * @throws DataError where there are not two or more
 */
export async function findPairFiles(folder: string): Promise<{ name: string; path: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries
    .filter(({ name }) => !/^labels?\b/i.test(name))
    .filter((entry) =>
      entry.isDirectory() ? entry.name.endsWith('_emb') : EMBEDDINGS.test(entry.name),
    )
    .map((entry) => ({
      name: entry.name.replace(EMBEDDINGS, '').replace(/_(embeddings?|embeds?|emb)$/i, ''),
      path: join(folder, entry.name),
    }))
    .sort(
      (a, b) => Number(TEXT.test(a.name)) - Number(TEXT.test(b.name)) || (a.name < b.name ? -1 : 1),
    )
  if (found.length >= 2) return found
  throw new DataError(
    `--data ${folder} holds ${found.length} embedding files; give two or more (.npy, .npz, .safetensors, .parquet), or use --modality`,
  )
}
