import { stat } from 'node:fs/promises'
import { conceptWorld, type Labels, type PairedSet } from '@cmgsae/data'
import { loadPairs } from '@cmgsae/data/node'
import type { Matrix } from '@cmgsae/tensor'
import { CliError } from '../errors.ts'
import { fingerprint, labelFingerprint } from './fingerprint.ts'
import type { Samples } from './samples.ts'
import type { FileReference, SampleSource } from './source.ts'

/**
 * Reads and checks everything a source names.
 * @throws DataError or CliError naming the file and row that cannot be used
 */
export async function loadSamples(source: SampleSource): Promise<Samples> {
  if (source.kind === 'world') {
    const world = conceptWorld({ samples: source.samples, seed: source.seed })
    const names = world.modalities.map(({ name }) => name)
    return assemble(world, {
      prototypes: Object.fromEntries(world.prototypes.map((matrix, s) => [names[s]!, matrix])),
    })
  }
  const modalities = []
  for (const { name, file } of source.modalities) modalities.push(await modalityOptions(name, file))
  const set = await loadPairs({
    modalities,
    ...(source.labels && {
      labels: await locate(source.labels),
      ...(source.labels.part !== undefined && { labelColumn: source.labels.part }),
    }),
    ...(source.metadata && { metadata: await locate(source.metadata) }),
    allowMissing: source.allowMissing,
  })
  return assemble(set)
}

export async function modalityOptions(name: string, file: FileReference) {
  const path = await locate(file)
  if (file.part === undefined) return { name, path }
  return /\.(npz|safetensors)$/i.test(path)
    ? { name, path, array: file.part }
    : { name, path, column: file.part }
}

/**
 * The path as it was typed, or where that was when the run was trained.
 * @throws CliError when the file is in neither place
 */
export async function locate({ path, absolute }: FileReference): Promise<string> {
  for (const candidate of [path, absolute]) {
    const found = await stat(candidate).then(
      () => true,
      () => false,
    )
    if (found) return candidate
  }
  const also = path === absolute ? '' : ` (nor ${absolute})`
  throw new CliError(`${path}: no such file or folder${also}`)
}

function assemble(
  {
    modalities,
    present,
    labels,
    metadata,
  }: Pick<PairedSet, 'modalities' | 'present' | 'labels' | 'metadata'>,
  extra: Pick<Samples, 'prototypes'> = {},
): Samples {
  const count = modalities[0]!.embeddings.rows
  modalities.forEach(({ embeddings: { cols, data } }, s) => {
    for (let n = 0; n < count; n++) {
      if (!present[n * modalities.length + s]) data.fill(NaN, n * cols, (n + 1) * cols)
    }
  })
  return {
    count,
    modalities: modalities.map(({ name, embeddings: { rows, cols, data } }) => ({
      name,
      embeddings: { rows, cols, data },
    })),
    ...(labels && { labels }),
    ...(metadata && { metadata }),
    ...extra,
    fingerprints: fingerprints(modalities, labels),
  }
}

function fingerprints(
  modalities: readonly { readonly name: string; readonly embeddings: Matrix }[],
  labels: Labels | undefined,
): Record<string, string> {
  return {
    ...Object.fromEntries(
      modalities.map(({ name, embeddings }) => [name, fingerprint(embeddings)]),
    ),
    ...(labels && { '(labels)': labelFingerprint(labels) }),
  }
}
