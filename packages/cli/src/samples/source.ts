import { resolve } from 'node:path'
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
      readonly allowMissing: boolean
    }

const section = 'Data'

export const sourceOptions = {
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

/**
 * The files a command line names, or undefined when it names none.
 * @throws CliError for a modality without `=`, one given twice, or labels without modalities
 */
export function filesOf(flags: Values<typeof sourceOptions>): SampleSource | undefined {
  const modalities = flags.modality.map(parseModality)
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
  return {
    kind: 'files',
    modalities,
    ...(flags.labels !== undefined && { labels: reference(flags.labels) }),
    ...(flags.metadata !== undefined && { metadata: reference(flags.metadata) }),
    allowMissing: flags['allow-missing'] ?? false,
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
