import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError } from '../errors.ts'

/**
 * Refuses a place where a new run must not go: a file, a folder with other contents, and, unless
 * forced, a folder with a run. A run that is replaced is removed first.
 * @throws CliError saying what is there and what to do
 */
export async function checkOutput(out: string, { force }: { force: boolean }): Promise<void> {
  const found = await stat(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    if (error.code === 'ENOTDIR') throw new CliError(`--out ${out}: part of the path is a file`)
    throw error
  })
  if (!found) return
  if (!found.isDirectory()) throw new CliError(`--out ${out} is a file; give a folder to make`)
  const entries = await readdir(out)
  if (entries.length === 0) return
  if (!entries.includes('config.json') || !entries.some((name) => name.startsWith('model.'))) {
    const shown = entries.slice(0, 3).join(', ')
    throw new CliError(`--out ${out} is a folder that holds no run (${shown}, …); give a new one`)
  }
  if (!force) {
    throw new CliError(
      entries.includes('training.safetensors')
        ? `${out} holds an unfinished run: --resume continues it, --force replaces it`
        : `${out} holds a finished run: --force replaces it, or give another --out`,
    )
  }
  // What the old run left must not be taken for part of the new one when that is cut short.
  for (const name of entries) {
    if (runFiles.test(name)) await rm(join(out, name))
  }
}

const runFiles = /^(config\.json|(model|training)\.safetensors)(\.next)?$/
