import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { loadMetadata } from '@cmgsae/data/node'
import { CliError, usageError } from '../errors.ts'
import type { Columns } from './choose-columns.ts'
import { folderItems, type Pairing } from './folder-items.ts'
import type { ItemList } from './item.ts'
import { listItems } from './list-items.ts'

export interface FindOptions {
  readonly pair: Pairing | undefined
  readonly columns: Columns
  /** Folder that the paths of a list are relative to; default: the list's own. */
  readonly root: string | undefined
}

/** A list that speaks for its folder, as `cmgsae world` and Hugging Face's folders have one. */
const listName = /^(samples|metadata)\.(jsonl|csv|tsv|json|parquet)$/i

/**
 * The samples of a list, of the list in a folder, or of the files of a folder.
 * @throws CliError or DataError for a source that is not there, or has nothing to embed
 */
export async function findItems(source: string, options: FindOptions): Promise<ItemList> {
  const { pair, columns, root } = options
  const found = await stat(source).catch(() => undefined)
  if (!found) throw new CliError(`${source}: no such file or folder`)
  const list = found.isDirectory() ? await listIn(source) : source
  if (list !== undefined && pair === undefined) {
    const table = await loadMetadata(list)
    return listItems(table, { name: list, root: root ?? dirname(list), asked: columns })
  }
  if (!found.isDirectory())
    throw usageError(`--pair goes by the files of a folder; ${source} is a list`)
  for (const [name, column] of Object.entries({ ...columns, root })) {
    if (column === undefined) continue
    throw usageError(`--${name} is about a list, and ${source} is a folder without one`)
  }
  return folderItems(source, { pair })
}

async function listIn(folder: string): Promise<string | undefined> {
  const lists = (await readdir(folder)).filter((entry) => listName.test(entry)).sort()
  if (lists.length < 2) return lists[0] && join(folder, lists[0])
  const names = new Set(lists.map((entry) => entry.replace(/\..*$/, '')))
  // The same list in several formats is one; different ones are the user's to choose from.
  if (names.size === 1) return join(folder, lists[0]!)
  throw new CliError(
    `${folder} holds several lists: name ${lists.map((l) => join(folder, l)).join(' or ')}`,
  )
}
