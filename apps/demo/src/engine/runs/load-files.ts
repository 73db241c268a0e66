import {
  blobSource,
  coinciding,
  heldOutRows,
  readLabels,
  readTable,
  type SplitSpec,
} from '@cmgsae/data'
import { unpackRun, type Run } from '@cmgsae/model'
import type { Matrix } from '@cmgsae/tensor'
import { DemoError } from '../../errors.ts'
import { readEmbeddings, samplesOf } from '../samples/read-samples.ts'
import { noSamples, type Samples } from '../samples/samples.ts'
import type { SampleTable } from '../view/manifest.ts'
import type { LoadedRun } from './loaded-run.ts'
import type { PickedFile } from './run-source.ts'

const TABLE = /\.(csv|tsv|jsonl|ndjson|parquet)$/i
const TEXTS = ['caption', 'captions', 'text']

/**
 * Loads a run from dropped or chosen files: config.json and model.safetensors, beside them the files
 * of embeddings that it was trained on or `MODALITY.npy`, and a table of captions and labels.
 * Without embeddings, there is a dictionary and no samples.
 * @throws DemoError, ModelError or DataError in one line
 */
export async function loadFiles(files: readonly PickedFile[]): Promise<LoadedRun> {
  const config = files.find(({ path }) => nameOf(path) === 'config.json')
  if (!config) {
    const names = files.slice(0, 3).map(({ path }) => nameOf(path))
    throw new DemoError(
      `${names.join(', ') || 'what was dropped'}: there is no config.json; drop the folder that train made`,
    )
  }
  const folder = config.path.slice(0, -'config.json'.length)
  const bytesOf = async (name: string) => {
    const found = files.find(({ path }) => path === folder + name)
    return found && new Uint8Array(await found.blob.arrayBuffer())
  }
  const title = nameOf(folder.slice(0, -1)) || 'dropped run'
  const [weights, training] = [
    await bytesOf('model.safetensors'),
    await bytesOf('training.safetensors'),
  ]
  const run = unpackRun(
    {
      'config.json': (await bytesOf('config.json'))!,
      ...(weights && { 'model.safetensors': weights }),
      ...(training && { 'training.safetensors': training }),
    },
    title,
  )
  const samples = await findSamples(run, files)
  return { title, run, samples, encoders: null, layout: null, tables: null }
}

async function findSamples(run: Run, files: readonly PickedFile[]): Promise<Samples> {
  const embeddings: Record<string, Matrix> = {}
  for (const { name, width } of run.model.modalities) {
    const source = sourceOf(run, name)
    const found = files.find(
      ({ path }) => nameOf(path) === source?.file || nameOf(path).replace(/\.\w+$/, '') === name,
    )
    if (!found) continue
    const rows = await readEmbeddings(blobSource(found.blob, nameOf(found.path)), source?.part)
    if (rows.cols !== width) {
      throw new DemoError(
        `${nameOf(found.path)} is ${rows.cols} wide; the run expects ${width} for ${name}`,
      )
    }
    embeddings[name] = rows
  }
  if (Object.keys(embeddings).length === 0) return noSamples
  const missing = run.model.modalities.find(({ name }) => !embeddings[name])
  if (missing) {
    throw new DemoError(`there are no embeddings of ${missing.name}; drop ${missing.name}.npy too`)
  }
  const split = run.info['split'] as SplitSpec | undefined
  const by = split && embeddings[split.by]
  const heldOut = by ? [...heldOutRows(coinciding(by), split)] : []
  return samplesOf(embeddings, { ...(await findTable(files)), heldOut })
}

/** The file that a modality was trained on, as the command line notes it. */
function sourceOf(run: Run, modality: string): { file: string; part?: string } | undefined {
  const source = run.info['source'] as
    | { modalities?: { name: string; file: { path: string; part?: string } }[] }
    | undefined
  const file = source?.modalities?.find(({ name }) => name === modality)?.file
  return file && { file: nameOf(file.path), ...(file.part !== undefined && { part: file.part }) }
}

async function findTable(files: readonly PickedFile[]): Promise<SampleTable> {
  const found = files.find(({ path }) => TABLE.test(path))
  if (!found) return {}
  const name = nameOf(found.path)
  const { columns, rows } = await readTable(blobSource(found.blob, name))
  const text = TEXTS.find((column) => columns.includes(column))
  const labels = await readLabels(blobSource(found.blob, name)).catch(() => undefined)
  return {
    ...(text !== undefined && { captions: rows.map((row) => textOf(row[text])) }),
    ...(labels && { classes: labels.names, labels: [...labels.of] }),
  }
}

const textOf = (cell: unknown) => (typeof cell === 'string' ? cell : JSON.stringify(cell ?? ''))

const nameOf = (path: string) => path.split('/').at(-1)!
