import type { Random } from '@cmgsae/tensor'
import { privateTrait, vocabulary } from './vocabulary.ts'

/** One planted concept: the truth behind one latent. */
export interface Concept {
  /** Group and sub-concept, such as 'vehicles/train'. */
  name: string
  /** Index into the world's `groups`. */
  group: number
  /** Per modality, in the order of the world's `modalities`. All true for a class. */
  visibleIn: boolean[]
  /** 1 for the most frequent; a concept is drawn with weight 1 / rank^zipf. */
  rank: number
}

export interface Concepts {
  groups: string[]
  /** The groups most likely to share a scene with group g, g itself among them. */
  related: number[][]
  /** The classes (visible everywhere) first, in the order of the vocabulary; then the private. */
  concepts: Concept[]
  classes: number
}

/** Names, groups and ranks. Ranks are a seeded permutation, so no group is frequent as a whole. */
export function listConcepts(
  modalities: readonly string[],
  privateShare: number,
  random: Random,
): Concepts {
  const groups = vocabulary.map(({ name }) => name)
  const related = vocabulary.map((group, g) => [g, ...group.related.map((n) => groups.indexOf(n))])
  const everywhere = modalities.map(() => true)
  const concepts: Concept[] = vocabulary.flatMap((group, g) =>
    group.concepts.map((name) => ({
      name: `${group.name}/${name}`,
      group: g,
      visibleIn: [...everywhere],
      rank: 0,
    })),
  )
  const classes = concepts.length
  const count = Math.round((classes * privateShare) / (1 - privateShare))
  modalities.forEach((modality, s) => {
    const own = Math.floor((count + modalities.length - 1 - s) / modalities.length)
    if (own === 0) return
    const group = groups.push(`${modality} only`) - 1
    related.push([group])
    for (let i = 0; i < own; i++) {
      concepts.push({
        name: `${modality} only/${privateTrait(modality, i)}`,
        group,
        visibleIn: modalities.map((_, t) => t === s),
        rank: 0,
      })
    }
  })
  const ranks = Uint32Array.from(concepts, (_, k) => k + 1)
  random.shuffle(ranks)
  concepts.forEach((concept, k) => (concept.rank = ranks[k]!))
  return { groups, related, concepts, classes }
}
