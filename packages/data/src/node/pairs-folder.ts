import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../errors.ts'
import { isFolder } from './clip-retrieval.ts'
import { withFile } from './file-source.ts'
import type { PairOptions } from './load-pairs.ts'

/** What the manifest of a folder of pairs says to whom reads it; paths are relative to the folder. */
export interface PairsFolder {
  readonly format: 'cmgsae pairs'
  readonly version: 1
  /** Whether every sample has been embedded. */
  readonly complete: boolean
  readonly modalities: readonly {
    readonly name: string
    /** A folder of shards. */
    readonly path: string
    /** Which column of its parquet files. */
    readonly column?: string
  }[]
  /** A folder of parquet files, one row per sample. */
  readonly metadata: string
  /** Column of the metadata that names each sample's class. */
  readonly labels?: string
  /** Whether samples may lack a modality. */
  readonly missing: boolean
}

/**
 * What `manifest.json` of a folder names, as `loadPairs` takes it.
 * @throws DataError for a folder without one, of another version, or unfinished
 */
export async function readPairsFolder(folder: string): Promise<PairOptions> {
  const path = join(folder, 'manifest.json')
  if ((await isFolder(folder)) && !(await isFile(path))) {
    throw new DataError(`${folder} holds no manifest.json: expected a set that cmgsae embed wrote`)
  }
  const manifest = await withFile(path, async (source) => parse(await source.read(0, source.size)))
  if (manifest?.format !== 'cmgsae pairs' || manifest.version !== 1) {
    throw new DataError(`${path} is no manifest of a paired set, or of another version of it`)
  }
  if (!manifest.complete) {
    throw new DataError(`${folder} is unfinished: run the command that began it once more`)
  }
  const { modalities, metadata, labels, missing } = manifest as PairsFolder
  return {
    modalities: modalities.map((modality) => ({ ...modality, path: join(folder, modality.path) })),
    metadata: join(folder, metadata),
    ...(labels !== undefined && { labels: join(folder, metadata), labelColumn: labels }),
    allowMissing: missing,
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}

function parse(bytes: Uint8Array): Partial<PairsFolder> | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Partial<PairsFolder>
  } catch {
    return undefined
  }
}
