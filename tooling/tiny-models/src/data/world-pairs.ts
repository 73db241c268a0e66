import { createWorld } from '@cmgsae/world'
import type { DualEncoder } from '../encoders/index.ts'
import { vocabularyOf, tokenIds } from '../folder/index.ts'
import type { Pairs } from '../train/index.ts'
import { prepareFeatures, type PrepareOptions } from './prepare-features.ts'
import { isShownAny } from './shown.ts'

export interface WorldPairsOptions extends Omit<PrepareOptions, 'samples'> {
  /** Samples of the world to look through: those that show nothing in this modality are left out. */
  readonly count: number
}

/** The training pairs of a world, and the vocabulary of its captions and classes. */
export async function worldPairs(
  encoder: DualEncoder,
  { count, ...options }: WorldPairsOptions,
): Promise<{ pairs: Pairs; vocabulary: Map<string, number> }> {
  const world = createWorld({ seed: options.seed })
  const numbers = Array.from({ length: count }, (_, n) => n).filter((n) =>
    isShownAny(world.sample(n), encoder.modality),
  )
  const captions = numbers.map((n) => world.sample(n).caption)
  const vocabulary = vocabularyOf([...captions, ...world.classes.map(({ name }) => name)])
  const known = new Map([...new Set(captions)].map((caption, i) => [caption, i]))
  const features = await prepareFeatures(encoder, { ...options, samples: numbers })
  return {
    vocabulary,
    pairs: {
      features,
      tokens: captions.map((caption) => tokenIds(caption, vocabulary)),
      captions: captions.map((caption) => known.get(caption)!),
    },
  }
}
