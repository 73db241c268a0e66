import { DataError } from '@cmgsae/data'
import { join } from 'node:path'
import { loadEmbeddings, loadLabels, loadMetadata } from '@cmgsae/data/node'
import { createRandom, gather, matrix, row, unitRows, type Matrix } from '@cmgsae/tensor'
import type { Dataset, Defaults, Pairs } from './dataset.ts'
import { denseZeroShot } from './dense-zero-shot.ts'
import { nearDuplicates } from './near-duplicates.ts'
import { stackRows } from './stack-rows.ts'

const SHOTS = [1, 2, 4]
/** Images for training where all classes are used; of fewer classes, as large a share. */
const TRAINING = 5000

export const imagenetDefaults = (): Defaults => ({
  latents: 1024,
  k: 23,
  moreK: 32,
  epochs: 20,
  seeds: 3,
  quick: { latents: 256, epochs: 9, seeds: 2, whole: true },
})

/**
 * ImageNet images embedded by CLIP, each paired with a text of its class. Near-duplicates within a
 * class are dropped, 5,000 images are drawn for training with the seed, the rest are for testing.
 * Three sets of texts take turns among the training images; testing uses the 80-template set.
 */
export async function imagenet({
  folder,
  classes: wanted,
}: {
  readonly folder: string
  readonly classes: number | null
}): Promise<Dataset> {
  const load = async (name: string) => unitRows(await loadEmbeddings(join(folder, name)))
  const shots = await Promise.all(SHOTS.map((shot) => load(`image_${shot}shot.npy`)))
  const { rows: classes } = await loadMetadata(join(folder, 'imagenet_classes.json'))
  const names = classes.map(({ value }) => String(value))
  const shotLabels = await Promise.all(
    SHOTS.map(async (shot) => (await loadLabels(join(folder, `labels_${shot}shot.npy`))).of),
  )
  const texts = await Promise.all(
    ['text_80templates.npy', 'text_clip_lt_a.npy', 'text_clip_lt_b.npy'].map(load),
  )
  const [prompts] = texts as [Matrix, ...Matrix[]]
  const all = stackRows(shots)
  const allLabels = Int32Array.from(shotLabels.flatMap((part) => [...part]))
  if (allLabels.length !== all.rows) {
    throw new DataError(`${folder}: ${allLabels.length} labels for ${all.rows} images`)
  }
  const dropped = nearDuplicates(all, allLabels, 0.985)
  const chosen = chooseClasses(names.length, wanted)
  const classOf = new Map(chosen.map((original, label) => [original, label]))
  const every = Uint32Array.from({ length: all.rows }, (_, n) => n).filter((n) => !dropped.has(n))
  const kept = every.filter((n) => classOf.has(allLabels[n]!))
  const training = Math.round((TRAINING * kept.length) / every.length)
  if (every.length <= TRAINING) {
    throw new DataError(
      `${folder}: ${every.length} images are too few, ${TRAINING} are for training`,
    )
  }
  const pairsOf = (
    rows: Uint32Array,
    textOf: (n: number, label: number) => Float32Array,
  ): Pairs => {
    const originals = Int32Array.from(rows, (r) => allLabels[r]!)
    const text = matrix(rows.length, prompts.cols)
    originals.forEach((original, n) => row(text, n).set(textOf(n, original)))
    return {
      modalities: [
        { name: 'image', embeddings: gather(all, rows) },
        { name: 'text', embeddings: text },
      ],
      labels: originals.map((original) => classOf.get(original)!),
    }
  }
  return {
    name: 'ImageNet, CLIP ViT-B/32',
    modalities: [
      { name: 'image', width: all.cols },
      { name: 'text', width: prompts.cols },
    ],
    aligned: true,
    classes: { names: chosen.map((original) => names[original]!) },
    notes: [
      `${dropped.size} near-duplicates (cosine above 0.985 within a class) dropped; ${training} of ${kept.length} images of ${chosen.length} classes drawn for training with each seed, the rest for testing. Three sets of class texts take turns in training; testing uses the 80-template set.`,
    ],
    splits: null,
    split(index) {
      const chosenPrompts = gather(prompts, chosen)
      const order = kept.slice()
      createRandom(index).shuffle(order)
      return {
        name: `seed ${index}`,
        seed: index,
        train: pairsOf(order.slice(0, training), (n, label) =>
          row(texts[n % texts.length]!, label),
        ),
        test: pairsOf(order.slice(training), (_, label) => row(prompts, label)),
        prompts: [chosenPrompts, chosenPrompts],
      }
    },
    sanity: [
      {
        what: 'dense zero-shot on the 4-shot images',
        found: denseZeroShot(shots[2]!, prompts, shotLabels[2]!) ?? NaN,
        known: 0.655,
      },
    ],
  }
}

/** The classes to use, ascending; fewer than all are drawn with a fixed seed. */
function chooseClasses(all: number, wanted: number | null): number[] {
  const order = Uint32Array.from({ length: all }, (_, c) => c)
  if (wanted !== null) createRandom(0).shuffle(order)
  return Array.from(order.subarray(0, wanted ?? all)).sort((a, b) => a - b)
}
