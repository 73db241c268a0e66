import { coinciding, type Labels } from '@cmgsae/data'
import { matrix, row, type Matrix } from '@cmgsae/tensor'
import type { Samples } from '../samples/samples.ts'

/** More wordings than this for one class, and the texts are captions rather than prompts. */
const mostWordings = 8

/** One embedding per class (C×d) in a modality that names classes. */
export interface Prototypes {
  readonly modality: string
  readonly embeddings: Matrix
  /** Class that each row stands for. */
  readonly classes: Uint32Array
}

/**
 * The modalities in which samples carry a prompt of their class: few distinct rows per class, each
 * belonging to one class only and shared by two samples or more on average. A class is then the
 * mean of its distinct rows. Captions, which differ from sample to sample, give none.
 */
export function classPrototypes(samples: Samples): Prototypes[] {
  const { labels, prototypes, modalities } = samples
  if (!labels) return []
  if (prototypes) {
    return Object.entries(prototypes).map(([modality, embeddings]) => ({
      modality,
      embeddings,
      classes: Uint32Array.from({ length: embeddings.rows }, (_, c) => c),
    }))
  }
  return modalities.flatMap(({ name, embeddings }) => {
    const found = fromPrompts(embeddings, labels)
    return found ? [{ modality: name, ...found }] : []
  })
}

function fromPrompts(
  embeddings: Matrix,
  { of }: Labels,
): { embeddings: Matrix; classes: Uint32Array } | undefined {
  const ids = coinciding(embeddings)
  const classOf = new Map<number, number>()
  let labelled = 0
  for (let n = 0; n < ids.length; n++) {
    if (of[n]! < 0 || Number.isNaN(embeddings.data[n * embeddings.cols]!)) continue
    labelled++
    const known = classOf.get(ids[n]!)
    if (known !== undefined && known !== of[n]) return undefined
    classOf.set(ids[n]!, of[n]!)
  }
  const wordings = new Map<number, number[]>()
  for (const [id, c] of classOf) wordings.set(c, [...(wordings.get(c) ?? []), id])
  const fits =
    wordings.size >= 2 &&
    classOf.size * 2 <= labelled &&
    [...wordings.values()].every((ids_) => ids_.length <= mostWordings)
  if (!fits) return undefined
  const classes = Uint32Array.from(wordings.keys()).sort()
  const out = matrix(classes.length, embeddings.cols)
  for (const [k, c] of classes.entries()) {
    const mean = row(out, k)
    for (const id of wordings.get(c)!) addUnit(row(embeddings, id), mean)
  }
  return { embeddings: out, classes }
}

/** Adds the row scaled to unit length: wordings count alike. */
function addUnit(values: Float32Array, into: Float32Array): void {
  const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
  for (let j = 0; j < values.length; j++) into[j]! += values[j]! / norm
}
