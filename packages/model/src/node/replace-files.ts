import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelError } from '../errors.ts'

/** Marks files that are complete but not yet in place. */
export const next = '.next'

/**
 * Replaces several files of a folder together. All are first written in full under temporary
 * names, then renamed in the order given. A reader that finds the set mixed (killed between two
 * renames) finds the rest under `.next`.
 * @throws ModelError when the folder cannot be written; the previous files are then untouched
 */
export async function replaceFiles(
  directory: string,
  files: readonly (readonly [name: string, pieces: readonly Uint8Array[]])[],
): Promise<void> {
  try {
    await mkdir(directory, { recursive: true })
  } catch (error) {
    throw refused(directory, error)
  }
  const paths = files.map(([name]) => join(directory, name))
  try {
    for (const [i, [, pieces]] of files.entries()) {
      const file = await open(paths[i]! + next, 'w')
      try {
        for (const piece of pieces) await writeWhole(file, piece)
        await file.sync()
      } finally {
        await file.close()
      }
    }
  } catch (error) {
    await Promise.all(paths.map((path) => rm(path + next, { force: true })))
    if ((await readdir(directory)).length === 0) await rm(directory, { recursive: true })
    throw refused(directory, error)
  }
  for (const path of paths) await rename(path + next, path)
}

async function writeWhole(
  file: Awaited<ReturnType<typeof open>>,
  piece: Uint8Array,
): Promise<void> {
  // A full disk may show as a short write before it shows as an error.
  for (let at = 0; at < piece.length;) {
    const { bytesWritten } = await file.write(piece, at, piece.length - at)
    at += bytesWritten
  }
}

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space and resume',
  EFBIG: 'the file would be larger than allowed here',
  EDQUOT: 'the disk quota is used up; free some space and resume',
  EACCES: 'no permission to write there',
  EROFS: 'it is on a read-only disk',
  ENOTDIR: 'a part of that path is a file, not a folder',
  EEXIST: 'it is a file, not a folder',
}

function refused(directory: string, error: unknown): ModelError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const why = reasons[code] ?? (error as Error).message
  return new ModelError(`cannot save to ${directory}: ${why}`)
}

/** Whether a path is there and of the kind asked for. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
