import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Resource } from './resource.ts'

/** Every file of a folder, under its path there after `prefix`. */
export async function folderResources(
  folder: string,
  prefix: string,
): Promise<[address: string, Resource][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      const path = file.slice(join(folder, sep).length).replaceAll(sep, '/')
      return [prefix + path, { file }]
    })
}
