import { resolve } from 'node:path'
import { readPairsFolder } from '@cmgsae/data/node'
import type { Options, Values } from '../args/command.ts'
import { CliError, usageError } from '../errors.ts'

/** A file as it was named, and where that is: a moved run still says which file it misses. */
export interface FileReference {
  readonly path: string
  readonly absolute: string
  /** Array of a .npz or safetensors file, column of a table or parquet file. */
  readonly part?: string
}

/** Where samples come from: plain JSON, saved with the run. */
export type SampleSource =
  | { readonly kind: 'world'; readonly samples: number; readonly seed: number }
  | {
      readonly kind: 'files'
      readonly modalities: readonly { readonly name: string; readonly file: FileReference }[]
      readonly labels?: FileReference
      readonly metadata?: FileReference
      /** The set that embed wrote and they are of: it says where the samples' own files are. */
      readonly set?: FileReference
      readonly allowMissing: boolean
    }

const section = 'Data'

export const sourceOptions = {
  pairs: {
    type: 'text',
    hint: 'SET',
    about: 'a set that embed wrote, with its labels and metadata, instead of --modality',
    section,
  },
  modality: {
    type: 'list',
    hint: 'NAME=FILE',
    about:
      'embeddings of one modality: .npy, .npz, .safetensors, .parquet or a clip-retrieval folder; row i of every file is sample i. FILE:PART picks an array or column. Give it once per modality',
    section,
  },
  labels: {
    type: 'text',
    hint: 'FILE[:COLUMN]',
    about: 'classes of the samples: .csv, .json, .jsonl, .parquet or .npy',
    section,
  },
  metadata: {
    type: 'text',
    hint: 'FILE',
    about: 'captions, ids and the like, shown by inspect',
    section,
  },
  'allow-missing': {
    type: 'flag',
    about: 'a row of NaN means that the sample lacks the modality',
    section,
  },
} as const satisfies Options

type Files = Extract<SampleSource, { kind: 'files' }>

/**
 * The files a command line names, one by one or as a set, or undefined when it names none.
 * @throws CliError for a modality without `=`, one given twice, or labels without modalities;
 * DataError for a folder that holds no finished set
 */
export async function filesOf(flags: Values<typeof sourceOptions>): Promise<Files | undefined> {
  const modalities = flags.modality.map(parseModality)
  if (flags.pairs !== undefined) {
    if (modalities.length > 0) throw usageError('--pairs and --modality exclude each other')
    return withTables(await setOf(flags.pairs), flags)
  }
  if (modalities.length === 0) {
    for (const name of ['labels', 'metadata', 'allow-missing'] as const) {
      if (flags[name] !== undefined) {
        throw usageError(`--${name} describes the files of --modality, and none is given`)
      }
    }
    return undefined
  }
  const twice = modalities.find(
    ({ name }, index) => modalities.findIndex((other) => other.name === name) !== index,
  )
  if (twice) throw usageError(`--modality ${twice.name} is given twice; give each its own name`)
  const allowMissing = flags['allow-missing'] ?? false
  return withTables({ kind: 'files', modalities, allowMissing }, flags)
}

/** The same embeddings with the labels and the metadata that a command line names. */
export function withTables(
  files: Files,
  { labels, metadata }: { labels?: string | undefined; metadata?: string | undefined },
): Files {
  return {
    ...files,
    ...(labels !== undefined && { labels: reference(labels) }),
    ...(metadata !== undefined && { metadata: reference(metadata) }),
  }
}

async function setOf(folder: string): Promise<Files> {
  const { modalities, labels, labelColumn, metadata, allowMissing } = await readPairsFolder(folder)
  const at = (path: string, part?: string): FileReference => ({
    path,
    absolute: resolve(path),
    ...(part !== undefined && { part }),
  })
  return {
    kind: 'files',
    modalities: modalities.map(({ name, path, column }) => ({ name, file: at(path, column) })),
    ...(labels !== undefined && { labels: at(labels, labelColumn) }),
    ...(metadata !== undefined && { metadata: at(metadata) }),
    set: at(folder),
    allowMissing: allowMissing ?? false,
  }
}

function parseModality(text: string): { name: string; file: FileReference } {
  const [, name, file] = /^([^=]+)=(.+)$/s.exec(text) ?? []
  if (name === undefined || file === undefined) {
    throw usageError(
      `--modality ${text}: write NAME=FILE, such as --modality audio=${text.replace(/=.*$/, '') || 'a.npy'}`,
    )
  }
  if (!/^[\p{L}\p{N}_.-]+$/u.test(name)) {
    throw usageError(`--modality ${text}: the name may hold letters, digits, _ . and - only`)
  }
  return { name, file: reference(file) }
}

/** `FILE` or `FILE:PART`; a colon before a separator belongs to the path (`C:\\data`). */
export function reference(text: string): FileReference {
  const [, path = text, part] = /^(.{2,}):([^:/\\]+)$/s.exec(text) ?? []
  return { path, absolute: resolve(path), ...(part !== undefined && { part }) }
}

/** @throws CliError unless the source is one that this version wrote */
export function checkSource(value: unknown, run: string): SampleSource {
  const source = value as SampleSource | undefined
  if (source?.kind === 'world' || source?.kind === 'files') return source
  throw new CliError(`${run} does not say which data it was trained on; give --modality NAME=FILE`)
}
