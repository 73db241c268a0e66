import { DataError } from '@cmgsae/data'
import { defaultEpochs, defaultLatents } from '@cmgsae/model'
import { loadPairs } from '@cmgsae/data/node'
import { matrix, row, unitRows, type Matrix } from '@cmgsae/tensor'
import type { Dataset, DatasetSpec, Defaults } from './dataset.ts'
import { distinctRows } from './distinct-rows.ts'
import { selectPairs } from './select-pairs.ts'
import { splitByGroup } from './split-by-group.ts'

/** Share of the rows for testing. */
const TEST_SHARE = 0.2

/** What `train` does with as many samples; small dictionaries take an eighth of the latents. */
export function pairsDefaults(rows: number): Defaults {
  const samples = Math.round((1 - TEST_SHARE) * rows)
  const latents = defaultLatents(samples)
  const k = Math.min(32, latents / 8)
  const epochs = defaultEpochs(samples)
  const quick = { latents, epochs: Math.max(1, Math.round(epochs / 5)), seeds: 1, whole: false }
  return { latents, k, moreK: Math.round(k * 1.4), epochs, seeds: 3, quick }
}

/** Any paired set: files with one row per sample, optionally labels. */
export async function pairs(spec: Extract<DatasetSpec, { kind: 'pairs' }>): Promise<Dataset> {
  const loaded = await loadPairs({
    modalities: spec.modalities,
    ...(spec.labels !== null && { labels: spec.labels }),
    ...(spec.labelColumn !== null && { labelColumn: spec.labelColumn }),
  })
  const { labels } = loaded
  const modalities = loaded.modalities.map(({ name, embeddings }) => ({
    name,
    embeddings: unitRows(embeddings),
  }))
  const [first, second] = modalities
  if (!first || !second) throw new DataError('a paired set has two or more modalities')
  const { rows } = first.embeddings
  if (rows < 10)
    throw new DataError(`${rows} pairs are too few to divide and measure; give 10 or more`)
  const ids = distinctRows(first.embeddings)
  const distinct = new Set(ids).size
  if (distinct < 2) throw new DataError(`all ${rows} rows of ${first.name} are the same embedding`)
  const aligned = new Set(modalities.map(({ embeddings }) => embeddings.cols)).size === 1
  const all = { modalities, ...(labels && { labels: labels.of }) }
  return {
    name: modalities.map(({ name }) => name).join(' + '),
    modalities: modalities.map(({ name, embeddings }) => ({ name, width: embeddings.cols })),
    aligned,
    ...(labels && {
      classes: { names: labels.names },
    }),
    notes: [
      `${rows} pairs, ${distinct} distinct rows of ${first.name}; each seed draws a fifth of the distinct rows for testing, so equal ones are on one side.`,
      ...(labels
        ? [
            `Zero-shot compares with the mean training ${second.name} embedding of each of ${labels.names.length} classes.`,
          ]
        : ['No labels: no probe and no zero-shot.']),
    ],
    splits: null,
    split(index) {
      const rowsOf = splitByGroup(ids, { share: TEST_SHARE, seed: index })
      const train = selectPairs(all, rowsOf.train)
      const texts = train.modalities[1]!.embeddings
      const means = labels && classMeans(texts, train.labels!, labels.names.length)
      return {
        name: `seed ${index}`,
        seed: index,
        train,
        test: selectPairs(all, rowsOf.test),
        ...(means && { prompts: [aligned ? means : null, means] }),
      }
    },
  }
}

/** Mean embedding of each class (C×d): a class prompt is its own mean, captions are averaged. */
function classMeans(x: Matrix, labels: Int32Array, classes: number): Matrix {
  const sums = matrix(classes, x.cols)
  labels.forEach((label, n) => {
    if (label < 0) return
    const sum = row(sums, label)
    const values = row(x, n)
    for (let j = 0; j < x.cols; j++) sum[j]! += values[j]!
  })
  return unitRows(sums)
}
