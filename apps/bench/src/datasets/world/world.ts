import { join } from 'node:path'
import { loadEmbeddings, loadPairs, readPairsFolder } from '@cmgsae/data/node'
import { unitRows } from '@cmgsae/tensor'
import type { Dataset, Defaults, Split } from '../dataset.ts'
import { selectPairs } from '../select-pairs.ts'
import { splitByGroup } from '../split-by-group.ts'
import { readClasses } from './classes.ts'

/** What a benchmark of a rendered world keeps in its folder besides its results. */
export const placesIn = (folder: string) => ({
  /** As `cmgsae world` writes it. */
  world: join(folder, 'world'),
  /** As `cmgsae embed` writes it. */
  set: join(folder, 'set'),
  /** C×d: prompts of the classes in the space of the pictures. */
  classes: join(folder, 'classes.npy'),
})

/** Room for each concept a few times over; a scene has about four, which both towers see in part. */
export const worldDefaults = (): Defaults => ({
  latents: 256,
  k: 8,
  moreK: 11,
  epochs: 60,
  seeds: 3,
  quick: { latents: 256, epochs: 30, seeds: 1, whole: false },
})

/** A rendered world, embedded: pictures, sounds and captions of the same scenes. */
export async function world(folder: string): Promise<Dataset> {
  const places = placesIn(folder)
  const options = await readPairsFolder(places.set)
  const { modalities: loaded, labels, metadata } = await loadPairs(options)
  const { names, groups, seen, heard } = await readClasses(places.world)
  const byName = new Map(names.map((name, c) => [name, c]))
  const of = Int32Array.from(labels!.of, (label) => byName.get(labels!.names[label] ?? '') ?? -1)
  const modalities = loaded.map(({ name, embeddings }) => ({
    name,
    embeddings: unitRows(embeddings),
  }))
  const prompts = await loadEmbeddings(places.classes)
  const { rows } = modalities[0]!.embeddings
  const all = Uint32Array.from({ length: rows }, (_, n) => n)
  return {
    name: 'rendered world',
    modalities: modalities.map(({ name, embeddings }) => ({ name, width: embeddings.cols })),
    aligned: false,
    classes: { names, groups },
    set: places.set,
    notes: [
      `${rows} scenes, of which ${seen} of ${names.length} classes can be seen and ${heard} heard; each seed draws a fifth for testing. Pictures and captions are embedded by one model, sounds by another.`,
      'Zero-shot compares with prompts of the class names. A class that cannot be seen has pictures of its company only.',
    ],
    splits: null,
    split(index): Split {
      const pairs = { modalities, labels: of, metadata: metadata!.rows }
      const { train, test } = splitByGroup(all, { seed: index })
      return {
        name: `seed ${index}`,
        seed: index,
        train: selectPairs(pairs, train),
        test: selectPairs(pairs, test),
        prompts: modalities.map(({ name }) => (name === 'audio' ? null : prompts)),
      }
    },
  }
}
