import { createWorld } from '@cmgsae/world'
import type { DualEncoder } from '../encoders/index.ts'
import { vocabularyOf, tokenIds } from '../folder/index.ts'
import type { Pairs, Text } from '../train/index.ts'
import { prepareFeatures, type PrepareOptions } from './prepare-features.ts'
import { isShownAny, isShownMain } from './shown.ts'

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
  const names = world.classes.map(({ name }) => name)
  const samples = numbers.map((n) => world.sample(n))
  const captions = samples.map(({ caption }) => caption)
  const vocabulary = vocabularyOf([...captions, ...names])
  const meanings = new Map([...new Set([...names, ...captions])].map((text, i) => [text, i]))
  const textOf = (text: string): Text => ({
    tokens: tokenIds(text, vocabulary),
    meaning: meanings.get(text)!,
  })
  const texts = samples.map((sample) => ({
    caption: textOf(sample.caption),
    name: isShownMain(sample, encoder.modality) ? textOf(sample.label) : undefined,
  }))
  const features = await prepareFeatures(encoder, { ...options, samples: numbers })
  return { vocabulary, pairs: { features, texts } }
}
