import { statSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders of a world, one for each kind of file. */
export const FOLDERS = ['images', 'sounds'] as const

/** Where the files of sample `n` lie in the world's folder; the same in a larger world. */
export const sampleId = (n: number): string => String(n).padStart(6, '0')
export const imagePath = (n: number): string => `images/${sampleId(n)}.png`
export const soundPath = (n: number): string => `sounds/${sampleId(n)}.wav`

/** The samples from 0 to `count` that lack a file. */
export function missingSamples(folder: string, count: number): number[] {
  const missing: number[] = []
  for (let n = 0; n < count; n++) {
    const paths = [imagePath(n), soundPath(n)]
    if (!paths.every((path) => isThere(join(folder, path)))) missing.push(n)
  }
  return missing
}

/** Whether a file is there with contents: a machine that lost power may leave a name without. */
export function isThere(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.size > 0
}

const TEMPORARY = '.tmp'
export const temporaryPath = (path: string): string => `${path}${TEMPORARY}`

/** Removes what a killed run left half-written. */
export async function removeTemporary(folder: string): Promise<void> {
  for (const kind of ['.', ...FOLDERS]) {
    for (const name of await readdir(join(folder, kind))) {
      if (name.endsWith(TEMPORARY)) await rm(join(folder, kind, name), { force: true })
    }
  }
}
