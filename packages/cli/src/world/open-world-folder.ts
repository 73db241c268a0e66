import { readdir, stat } from 'node:fs/promises'
import { CliError } from '../errors.ts'
import { formatCount } from '../terminal/format.ts'
import { readWorldManifest, type WorldManifest } from './manifest.ts'

/**
 * The world that a folder holds, if it is the one asked for or the beginning of it; undefined for
 * a folder to begin in.
 * @throws CliError naming what is in the way, or how the folder's world differs
 */
export async function openWorldFolder(
  folder: string,
  asked: WorldManifest,
): Promise<WorldManifest | undefined> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!found) return undefined
  if (!found.isDirectory()) throw new CliError(`${folder} is a file; give a folder to make`)
  const manifest = await readWorldManifest(folder)
  if (!manifest) {
    const others = await readdir(folder)
    if (others.length === 0) return undefined
    const shown = others.slice(0, 3).join(', ')
    throw new CliError(`${folder} is a folder that holds no world (${shown}, …); give a new one`)
  }
  for (const name of ['version', 'seed', 'size'] as const) {
    if (manifest[name] === asked[name]) continue
    const [before, now] = [manifest[name], asked[name]]
    throw new CliError(
      `${folder} holds a world of ${name} ${before}, this is ${name} ${now}: give another folder`,
    )
  }
  if (manifest.samples > asked.samples) {
    throw new CliError(
      `${folder} holds ${formatCount(manifest.samples)} samples: ask for as many or more, or give another folder`,
    )
  }
  return manifest
}
