import { mkdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { WrittenType } from '@cmgsae/data'
import {
  createNpyWriter,
  openEmbeddings,
  writeNpz,
  writeParquet,
  writeSafetensors,
} from '@cmgsae/data/node'
import { loadRun, saveSaeLens } from '@cmgsae/model/node'
import type { Matrix } from '@cmgsae/tensor'
import { defineCommand } from '../args/command.ts'
import { CliError, usageError } from '../errors.ts'
import { modalityOptions } from '../samples/load-samples.ts'
import { reference } from '../samples/source.ts'
import { formatCount } from '../terminal/format.ts'

const rowsAtATime = 4096

export const convert = defineCommand({
  name: 'convert',
  about: 'Convert embeddings between formats, or a run into a SAELens checkpoint.',
  positionals: ['IN', 'OUT'],
  examples: [
    'cmgsae convert clip-retrieval-folder images.npy --dtype float16',
    'cmgsae convert vectors.parquet:embedding vectors.safetensors',
    'cmgsae convert images.npy clip-folder/',
    'cmgsae convert runs/first sae-image --saelens --modality image',
  ],
  details: [
    'IN is .npy, .npz, .safetensors, .parquet or a clip-retrieval folder (IN:PART picks an array or a',
    'column); the format of OUT follows from its extension, and a name that ends in / becomes a',
    'clip-retrieval folder.',
  ],
  options: {
    dtype: {
      type: 'text',
      hint: 'TYPE',
      choices: ['float16', 'float32', 'float64'],
      about: 'number format of OUT; default float32 (float16 in a clip-retrieval folder)',
    },
    name: {
      type: 'text',
      hint: 'NAME',
      about: 'array or column in OUT; default embeddings (img_emb in a clip-retrieval folder)',
    },
    saelens: { type: 'flag', about: 'IN is a run; write cfg.json and sae_weights.safetensors' },
    modality: { type: 'text', hint: 'NAME', about: 'which slice of the run --saelens writes' },
    json: { type: 'flag', about: 'print what was written as JSON' },
  },
  async run({ options, positionals, terminal }) {
    const [from, out] = positionals as [string, string]
    if (options.saelens) {
      if (options.modality === undefined) throw usageError('--saelens needs --modality NAME')
      const { model } = await loadRun(from)
      await saveSaeLens(out, model, options.modality)
      const report = { out, format: 'saelens', modality: options.modality }
      terminal.print(
        options.json
          ? JSON.stringify(report, null, 2)
          : `${out}  SAELens checkpoint of ${options.modality}`,
      )
      return
    }
    if (options.modality !== undefined) throw usageError('--modality belongs to --saelens')
    if (await isFile(join(from, 'config.json'))) {
      throw new CliError(`${from} is a run: add --saelens --modality NAME to export a slice of it`)
    }
    const report = await convertEmbeddings(from, out, options)
    terminal.print(
      options.json
        ? JSON.stringify(report, null, 2)
        : `${out}  ${formatCount(report.rows)} × ${formatCount(report.cols)} ${report.dtype}`,
    )
  },
})

interface Wanted {
  readonly dtype: string | undefined
  readonly name: string | undefined
}

async function convertEmbeddings(from: string, out: string, { dtype, name }: Wanted) {
  const { path, ...part } = await modalityOptions('embeddings', reference(from))
  const folder = /[/\\]$/.test(out)
  const extension = extname(out).toLowerCase()
  if (!folder && !['.npy', '.npz', '.safetensors', '.parquet'].includes(extension)) {
    throw new CliError(
      `${out}: end it in .npy, .npz, .safetensors, .parquet, or / for a clip-retrieval folder`,
    )
  }
  const type = (dtype ?? (folder ? 'float16' : 'float32')) as WrittenType
  if (extension === '.parquet' && type !== 'float32') {
    throw new CliError(`${out}: parquet columns are written as float32, not ${type}`)
  }
  const table = await openEmbeddings(path, part)
  const { rows, cols } = table
  try {
    if (folder || extension === '.npy') {
      const kind = name ?? 'img_emb'
      if (folder) await mkdir(join(out, kind), { recursive: true })
      const target = folder ? join(out, kind, `${kind}_0.npy`) : out
      const writer = await createNpyWriter(target, { cols, dtype: type })
      try {
        for (let at = 0; at < rows; at += rowsAtATime) {
          await writer.append(await table.read(at, Math.min(rows, at + rowsAtATime)))
        }
      } catch (error) {
        await writer.abort()
        throw error
      }
      await writer.close()
    } else {
      const matrix: Matrix = { rows, cols, data: await table.read(0, rows) }
      const key = name ?? 'embeddings'
      if (extension === '.npz') await writeNpz(out, { [key]: matrix }, { dtype: type })
      else if (extension === '.parquet') await writeParquet(out, matrix, { column: key })
      else await writeSafetensors(out, { [key]: matrix }, { dtype: type })
    }
  } finally {
    await table.close()
  }
  return { out, rows, cols, dtype: type }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
