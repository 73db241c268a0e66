import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { kindOf, type Kind } from './file-kinds.ts'

export interface FoundFile {
  /** Relative to the folder that was searched, with forward slashes. */
  readonly path: string
  readonly kind: Kind
  /** Its folder, relative likewise; '' for the folder that was searched. */
  readonly folder: string
  /** Its name without the extension. */
  readonly stem: string
}

/** The pictures, sounds and texts below a folder, by path; what is hidden is left out. */
export async function folderFiles(root: string): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  const search = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) await search(path)
      const kind = kindOf(path)
      if (kind === undefined || !(entry.isFile() || (await isLinkedFile(root, path)))) continue
      found.push({ path, kind, folder, stem: basename(path, extname(path)) })
    }
  }
  await search('')
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function isLinkedFile(root: string, path: string): Promise<boolean> {
  return (await stat(join(root, path)).catch(() => undefined))?.isFile() ?? false
}
