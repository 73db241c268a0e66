import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { command } from './command.ts'

export interface NodeBinary {
  readonly path: string
  readonly version: string
}

/** The Node that runs this, and the first one on PATH that is not of an npm package. */
export async function nodes(): Promise<NodeBinary[]> {
  const system = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find(isExecutable)
  const paths = [process.execPath, ...(system === undefined ? [] : [system])]
  const found = await Promise.all(
    paths.map(async (path) => ({
      path,
      version: (await command(path, ['--version'], { cwd: '.' })).trim(),
    })),
  )
  return found.filter(({ version }, i) => found.findIndex((n) => n.version === version) === i)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
