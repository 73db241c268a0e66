import { DataError } from '@cmgsae/data'
import { join } from 'node:path'
import { loadEmbeddings, loadMetadata } from '@cmgsae/data/node'
import { gather, unitRows } from '@cmgsae/tensor'
import type { Dataset, Defaults } from './dataset.ts'
import { denseZeroShot } from './dense-zero-shot.ts'
import { selectPairs } from './select-pairs.ts'

const FOLDS = 5

export const esc50Defaults = (): Defaults => ({
  latents: 1024,
  k: 8,
  moreK: 11,
  epochs: 40,
  seeds: FOLDS,
  quick: { latents: 256, epochs: 4, seeds: 2, whole: true },
})

/**
 * ESC-50 (Piczak, 2015) embedded by CLAP: sounds, each paired with the prompt of its class. The
 * splits are the five official folds, so that no recording is on both sides.
 */
export async function esc50(folder: string): Promise<Dataset> {
  const audio = unitRows(await loadEmbeddings(join(folder, 'audio_embeddings.npy')))
  const prompts = unitRows(await loadEmbeddings(join(folder, 'class_text_embeddings.npy')))
  const table = join(folder, 'metadata.csv')
  const { rows } = await loadMetadata(table)
  if (rows.length !== audio.rows) {
    throw new DataError(`${table} has ${rows.length} rows, the sounds are ${audio.rows}`)
  }
  const names = [...new Set(rows.map((row) => String(row['class_name'])))].sort()
  if (names.length !== prompts.rows) {
    throw new DataError(`${table} names ${names.length} classes, there are ${prompts.rows} prompts`)
  }
  const labels = Int32Array.from(rows, (row) => names.indexOf(String(row['class_name'])))
  const folds = rows.map((row) => Number(row['fold']))
  const groups = names.map((name) => {
    const target = rows.find((row) => row['class_name'] === name)!['target']
    return Math.floor(Number(target) / 10)
  })
  const pairs = {
    modalities: [
      { name: 'audio', embeddings: audio },
      { name: 'text', embeddings: gather(prompts, labels) },
    ],
    labels,
  }
  return {
    name: 'ESC-50, CLAP',
    modalities: pairs.modalities.map(({ name, embeddings }) => ({ name, width: embeddings.cols })),
    aligned: true,
    classes: { names, groups },
    notes: [
      'Five official folds: train on four, test on one. The text of a sound is the prompt of its class, so training on pairs sees the labels; separate SAEs do not.',
    ],
    splits: FOLDS,
    split(index) {
      const fold = index + 1
      const where = (keep: (fold: number) => boolean) =>
        folds.flatMap((value, n) => (keep(value) ? [n] : []))
      return {
        name: `fold ${fold}`,
        seed: index,
        train: selectPairs(
          pairs,
          where((value) => value !== fold),
        ),
        test: selectPairs(
          pairs,
          where((value) => value === fold),
        ),
        prompts: [prompts, prompts],
      }
    },
    sanity: [
      {
        what: 'dense zero-shot on all sounds',
        found: denseZeroShot(audio, prompts, labels) ?? NaN,
        known: 0.915,
      },
    ],
  }
}
