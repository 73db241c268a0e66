import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@cmgsae/data/node'
import type { WorldClass, WorldGroup } from '@cmgsae/world'
import { CliError } from '../errors.ts'

/** world.json: which world a folder holds, and how much of it. */
export interface WorldManifest {
  readonly format: 'cmgsae world'
  /** WORLD_VERSION of the package that rendered it. */
  readonly version: number
  readonly seed: number
  readonly samples: number
  /** Width and height of the pictures, in pixels. */
  readonly size: number
  /** Samples of sound per second. */
  readonly rate: number
  /** Everything is there. */
  readonly complete: boolean
  readonly groups: readonly WorldGroup[]
  readonly classes: readonly WorldClass[]
}

/** The manifest of a folder, undefined where there is none. @throws CliError for one that is not ours */
export async function readWorldManifest(folder: string): Promise<WorldManifest | undefined> {
  const path = join(folder, 'world.json')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const manifest = JSON.parse(text) as WorldManifest
    if (manifest.format === 'cmgsae world') return manifest
  } catch {
    // Told below.
  }
  throw new CliError(`${path} is not the manifest of a world; give another folder`)
}

export async function writeWorldManifest(folder: string, manifest: WorldManifest): Promise<void> {
  await writeText(join(folder, 'world.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** A text file that is there whole or not at all. */
export async function writeText(path: string, text: string): Promise<void> {
  await writeAtomically(path, (append) => append(new TextEncoder().encode(text)))
}
