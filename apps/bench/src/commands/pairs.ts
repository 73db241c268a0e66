import { DataError } from '@cmgsae/data'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readPairsFolder, type PairOptions } from '@cmgsae/data/node'
import { defineCommand } from 'citty'
import { pairsDefaults } from '../datasets/pairs.ts'
import { BenchError } from '../errors.ts'
import { findPairFiles } from './find-pair-files.ts'
import { requiredFolder } from './required-folder.ts'
import { runBenchmark } from './run-benchmark.ts'
import { refuseUnknown, sharedArgs } from './shared-args.ts'

const args = {
  modality: {
    type: 'string',
    valueHint: 'NAME=FILE',
    description:
      'Embeddings of one modality (.npy, .npz, .safetensors, .parquet, a clip-retrieval folder); row i of every file is sample i. Give two or more; probes read the first',
  },
  data: {
    type: 'string',
    valueHint: 'DIR',
    description:
      'Instead: a set that cmgsae embed wrote, or a folder with one embedding file per modality, such as image.npy and text_embeddings.npy',
  },
  labels: {
    type: 'string',
    valueHint: 'FILE[:COLUMN]',
    description: 'Classes (.csv, .tsv, .json, .jsonl, .parquet, .npy); without, nothing needs them',
  },
  ...sharedArgs,
} as const

export const pairs = defineCommand({
  meta: {
    name: 'pairs',
    description:
      'Any paired embeddings. Rows that coincide in the first modality stay on one side of the split.\nExample: pnpm bench pairs --modality image=i.npy --modality text=t.npy --labels meta.csv:class',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const given = repeated(rawArgs, 'modality').map(parseModality)
    if (given.length > 0 && values.data !== undefined) {
      throw new BenchError('--modality and --data both name the embeddings; give one of them')
    }
    const set = values.data === undefined ? undefined : await embeddedSet(values.data)
    const modalities =
      set?.modalities ??
      (values.data === undefined ? given : await findPairFiles(requiredFolder(values.data)))
    if (modalities.length < 2) {
      throw new BenchError(
        'a paired set has two or more modalities: --modality image=a.npy --modality text=b.npy',
      )
    }
    const [, path, column] = /^(.+?)(?::([^:/\\]+))?$/s.exec(values.labels ?? '') ?? []
    const spec = {
      kind: 'pairs',
      modalities,
      labels: path ?? set?.labels ?? null,
      labelColumn: column ?? set?.labelColumn ?? null,
    } as const
    process.exitCode = await runBenchmark(spec, values, pairsDefaults, ['pairs', ...rawArgs])
  },
})

/**
 * What the manifest of a folder names, if it has one.
 * @throws DataError where its samples do not all have all modalities
 */
async function embeddedSet(folder: string): Promise<PairOptions | undefined> {
  if (!existsSync(join(folder, 'manifest.json'))) return undefined
  const set = await readPairsFolder(folder)
  if (!set.allowMissing) return set
  throw new DataError(`${folder} has samples that lack a modality, and the models here need all`)
}

/** Every value of an option that may be given several times: citty keeps the last only. */
function repeated(rawArgs: readonly string[], name: string): string[] {
  return rawArgs.flatMap((text, i) => {
    if (text === `--${name}`) return [rawArgs[i + 1] ?? '']
    return text.startsWith(`--${name}=`) ? [text.slice(name.length + 3)] : []
  })
}

function parseModality(text: string): { name: string; path: string } {
  const [, name, path] = /^([^=]+)=(.+)$/s.exec(text) ?? []
  if (name === undefined || path === undefined) {
    throw new BenchError(`--modality ${text}: write NAME=FILE, such as image=image.npy`)
  }
  return { name, path }
}
