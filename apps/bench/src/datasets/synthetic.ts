import { conceptWorld } from '@cmgsae/data'
import type { Dataset, Defaults, Split } from './dataset.ts'
import { selectPairs } from './select-pairs.ts'
import { splitByGroup } from './split-by-group.ts'

/** Room for the planted concepts in each modality alone too, and about the concepts of a sample. */
export const syntheticDefaults = (): Defaults => ({
  latents: 160,
  k: 8,
  moreK: 11,
  epochs: 60,
  seeds: 3,
  quick: { latents: 160, epochs: 30, seeds: 1, whole: false },
})

/** The built-in concept world, divided anew for each seed, a fifth of it for testing. */
export function synthetic({ samples, seed }: { samples: number; seed: number }): Dataset {
  const first = conceptWorld({ samples, seed })
  const [, prompts] = first.prototypes
  return {
    name: 'concept world',
    modalities: first.modalities.map(({ name, embeddings }) => ({ name, width: embeddings.cols })),
    aligned: true,
    classes: {
      names: first.labels.names,
      groups: first.concepts.slice(0, first.labels.names.length).map(({ group }) => group),
    },
    truth: { dictionary: first.dictionary },
    notes: [
      `One planted world (seed ${seed}) of ${samples} samples, ${first.concepts.length} concepts in ${first.groups.length} groups; each seed divides it anew, a fifth for testing.`,
    ],
    splits: null,
    split(index): Split {
      const pairs = { modalities: first.modalities, labels: first.labels.of }
      const rows = Uint32Array.from({ length: samples }, (_, n) => n)
      const { train, test } = splitByGroup(rows, { seed: index })
      return {
        name: `seed ${index}`,
        seed: index,
        train: selectPairs(pairs, train),
        test: selectPairs(pairs, test),
        prompts: [prompts!, prompts!],
      }
    },
  }
}
