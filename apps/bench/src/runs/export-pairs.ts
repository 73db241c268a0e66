import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeNpy } from '@cmgsae/data/node'
import type { Matrix } from '@cmgsae/tensor'
import type { Dataset } from '../datasets/dataset.ts'
import { writeOutput } from '../results/write-results.ts'

/**
 * Writes the training pairs of the first split beside the runs, and returns what `cmgsae` notes in a
 * run about its samples, so that `cmgsae inspect` finds them.
 */
export async function exportPairs(
  runs: string,
  dataset: Dataset,
): Promise<Readonly<Record<string, unknown>>> {
  const { modalities, labels, metadata } = dataset.split(0).train
  const folder = join(runs, 'pairs')
  await mkdir(folder, { recursive: true })
  const at = (path: string) => ({ path, absolute: resolve(path) })
  const reference = (name: string) => at(join(folder, name))
  for (const { name, embeddings } of modalities) {
    await writeNpy(reference(`${name}.npy`).path, embeddings)
  }
  if (labels) {
    const names = Array.from(labels, (label) => dataset.classes!.names[label] ?? '')
    await writeOutput(folder, 'labels.json', `${JSON.stringify(names)}\n`)
  }
  if (metadata) await writeOutput(folder, 'metadata.json', `${JSON.stringify(metadata)}\n`)
  const [first] = modalities
  return {
    source: {
      kind: 'files',
      modalities: modalities.map(({ name }) => ({ name, file: reference(`${name}.npy`) })),
      ...(labels && { labels: reference('labels.json') }),
      ...(metadata && { metadata: reference('metadata.json') }),
      ...(dataset.set !== undefined && { set: at(dataset.set) }),
      allowMissing: false,
    },
    split: { share: 0, by: first!.name, seed: 0 },
    samples: first!.embeddings.rows,
    fingerprints: Object.fromEntries(modalities.map((m) => [m.name, fingerprint(m.embeddings)])),
    backend: 'reference',
  }
}

/** As `cmgsae` takes it, to notice that the file under a name is another one. */
function fingerprint({ rows, cols, data }: Matrix): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const hash = createHash('sha256').update(`${rows}×${cols};`).update(bytes)
  return hash.digest('hex').slice(0, 16)
}
