import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically, type PairsFolder } from '@cmgsae/data/node'
import { CliError } from '../errors.ts'

/** What decides the bytes of a set, by the option that chooses it. */
export type Settings = Readonly<Record<string, string | number | boolean | readonly string[]>>

export interface ManifestModality {
  readonly name: string
  readonly path: string
  readonly column?: string
  readonly width: number
  /** The weights that made the vectors, and their SHA-256 where they lay in a folder. */
  readonly model: string
  readonly weights?: string
  /** Samples that lack it. */
  readonly missing: number
}

export interface ShardRecord {
  /** Samples of the source, and how many of them are rows here. */
  readonly samples: number
  readonly rows: number
  /** Inputs listed in skipped.jsonl. */
  readonly skipped: number
  readonly missing: Readonly<Record<string, number>>
  /** SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>
}

/** manifest.json: what is in a set, how it came about, and how far it is. */
export interface Manifest extends PairsFolder {
  readonly modalities: readonly ManifestModality[]
  readonly rows: number
  /** Samples of the source, those left out included. */
  readonly samples: number
  readonly settings: Settings
  /** SHA-256 of all names, sizes and times of the inputs, texts and metadata. */
  readonly inputs: string
  /** Folder that paths in the metadata are relative to; sets of earlier versions do not say. */
  readonly root?: string
  readonly shards: readonly ShardRecord[]
}

export const manifestPath = (out: string) => join(out, 'manifest.json')

/** The manifest of a folder, undefined where there is none. @throws CliError for one that is not ours */
export async function readManifest(out: string): Promise<Manifest | undefined> {
  const path = manifestPath(out)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const manifest = JSON.parse(text) as Manifest
    if (manifest.format === 'cmgsae pairs' && manifest.version === 1) return manifest
  } catch {
    // Told below.
  }
  throw new CliError(`${path} is no manifest of a paired set; give another --out`)
}

export async function writeManifest(out: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  await writeAtomically(manifestPath(out), (append) => append(new TextEncoder().encode(text)))
}
