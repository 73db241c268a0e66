import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes a folder whole: a reader meets the old files or the new ones, never half of each. */
export async function writeFolder(
  path: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const [fresh, old] = [`${path}.new`, `${path}.old`]
  await rm(fresh, { recursive: true, force: true })
  for (const [name, content] of Object.entries(files)) {
    const file = join(fresh, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  await rm(old, { recursive: true, force: true })
  await rename(path, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(fresh, path)
  await rm(old, { recursive: true, force: true })
}
