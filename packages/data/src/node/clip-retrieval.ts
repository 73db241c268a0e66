import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { chooseArray } from '../choose-array.ts'
import { checkRange, type EmbeddingRows } from '../embedding-rows.ts'
import { DataError } from '../errors.ts'
import type { OpenOptions } from '../open-embeddings.ts'
import { explainFileError } from './file-error.ts'
import { fileSource, type OpenSource } from './file-source.ts'
import { openFile } from './open-file.ts'

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

/**
 * Opens the shards of a folder as clip-retrieval writes it, img_emb/img_emb_N.npy or
 * text_emb/text_emb_N.npy, as one table (https://github.com/rom1504/clip-retrieval#clip-inference).
 * `path` is that folder, one of its sub-folders, or any folder KIND of KIND_N.npy or KIND_N.parquet.
 * @throws DataError for a missing shard, shards of unequal width, or a choice that is not made
 */
export async function openClipRetrieval(
  path: string,
  { array, column }: OpenOptions = {},
  open: OpenSource = fileSource,
): Promise<EmbeddingRows> {
  const shards = await findShards(path, await subFolder(path, array), ['.npy', '.parquet'])
  const tables: EmbeddingRows[] = []
  try {
    for (const shard of shards) {
      tables.push(await openFile(shard, column === undefined ? {} : { column }, open))
    }
    return joinRows(path, tables)
  } catch (error) {
    await Promise.all(tables.map((table) => table.close()))
    throw error
  }
}

async function subFolder(path: string, wanted: string | undefined): Promise<string> {
  const own = basename(path)
  const isShards = own.endsWith('_emb') || (await holdsShards(path))
  if (isShards && (wanted === undefined || wanted === own)) return own
  const folders = (await list(path)).filter((entry) => entry.endsWith('_emb')).sort()
  if (folders.length === 0) {
    throw new DataError(
      `${path} is a folder without img_emb or text_emb: expected a file, or those`,
    )
  }
  return chooseArray(path, folders, wanted, { what: 'sub-folder', plural: 'sub-folders' })
}

/** Whether a folder called KIND holds KIND_N.npy or KIND_N.parquet. */
export async function holdsShards(path: string): Promise<boolean> {
  return numbered(await list(path), basename(path), ['.npy', '.parquet']).length > 0
}

/**
 * Paths of folder/KIND/KIND_N.EXT, or KIND_N.EXT in the folder itself where it is called KIND,
 * ordered by the number N.
 * @throws DataError when there are none, or one between the first and the last is missing
 */
export async function findShards(
  path: string,
  kind: string,
  extensions: readonly string[],
): Promise<string[]> {
  const folder = basename(path) === kind ? path : join(path, kind)
  const shards = numbered(await list(folder), kind, extensions)
  if (shards.length === 0) {
    const wanted = extensions.map((extension) => `${kind}_N${extension}`).join(' or ')
    throw new DataError(`${folder} holds no ${wanted}: is it a clip-retrieval folder?`)
  }
  shards.forEach(({ entry, number }, index) => {
    const expected = shards[0]!.number + index
    if (number === expected) return
    throw new DataError(`${folder}: shard ${expected} is missing, after it comes ${entry}`)
  })
  return shards.map(({ entry }) => join(folder, entry))
}

/** The entries KIND_N.EXT by number, of the first extension that any has. */
function numbered(entries: readonly string[], kind: string, extensions: readonly string[]) {
  for (const extension of extensions) {
    const found = entries
      .filter((entry) => entry.startsWith(`${kind}_`) && entry.endsWith(extension))
      .map((entry) => ({ entry, number: entry.slice(kind.length + 1, -extension.length) }))
      .filter(({ number }) => /^\d+$/.test(number))
      .map(({ entry, number }) => ({ entry, number: Number(number) }))
      .sort((a, b) => a.number - b.number)
    if (found.length > 0) return found
  }
  return []
}

function joinRows(name: string, tables: readonly EmbeddingRows[]): EmbeddingRows {
  const { cols, name: firstName } = tables[0]!
  let rows = 0
  const parts = tables.map((table) => {
    if (table.cols !== cols) {
      throw new DataError(`${table.name} is ${table.cols} wide, ${firstName} is ${cols} wide`)
    }
    rows += table.rows
    return { table, start: rows - table.rows, end: rows }
  })
  return {
    name,
    rows,
    cols,
    direct: tables.every(({ direct }) => direct ?? false),
    async read(from, to) {
      checkRange(name, rows, from, to)
      const out = new Float32Array((to - from) * cols)
      for (const { table, start, end } of parts) {
        const [begin, stop] = [Math.max(from, start), Math.min(to, end)]
        if (begin >= stop) continue
        out.set(await table.read(begin - start, stop - start), (begin - from) * cols)
      }
      return out
    },
    close: async () => void (await Promise.all(tables.map((table) => table.close()))),
  }
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    throw explainFileError(error, 'read', folder)
  })
}
