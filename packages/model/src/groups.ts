import * as regularizers from '@cmgsae/regularizers'
import { createRandom, row, type Matrix } from '@cmgsae/tensor'
import { sphericalKMeans } from './k-means.ts'
import { modalityNamed, type Layout } from './layout.ts'
import { atomRadius, encoderFrom, rescale, type Parameters } from './parameters.ts'
import type { Recipe } from './recipe.ts'
import { normalizedRows, rowsWith, type TrainingSamples } from './samples.ts'

/** Class of each sample, for naming groups; −1: unlabelled. */
export interface Classes {
  readonly names: readonly string[]
  readonly of: Int32Array
}

/** The partition of a recipe that needs no data. */
export function partitionOf({ groups }: Recipe, latents: number): regularizers.Partition {
  if (groups.kind === 'lists') return regularizers.fromLists({ latents, lists: groups.lists })
  return regularizers.contiguous({ latents, size: groups.size })
}

/**
 * Seeds groups from clusters of one modality: each contiguous group of shared latents takes a
 * cluster's name, and its atoms start near the cluster's samples, in every modality. Overwrites the
 * seeded rows of `parameters.decoder` (and the encoder's copy of them).
 */
export async function seedGroups(
  samples: TrainingSamples,
  plan: Layout,
  recipe: Recipe,
  parameters: Parameters,
  classes?: Classes,
): Promise<regularizers.Partition> {
  const { groups } = recipe
  const modality = 'modality' in groups ? groups.modality : null
  if (modality === null || groups.kind === 'lists') return partitionOf(recipe, plan.latents)
  const { seed } = samples
  const from = modalityNamed(plan, modality, 'groups.modality')
  const rows = rowsWith(samples, from)
  const modalities = await Promise.all(
    samples.embeddings.map((_, s) => normalizedRows(samples, s, rows)),
  )
  const count = Math.ceil(plan.sharedLatents[1] / groups.size)
  const assignment = await sphericalKMeans(modalities[from]!, Math.min(count, rows.length), {
    seed,
  })
  const random = createRandom(seed)
  const names: string[] = []
  for (let g = 0; g < count; g++) {
    // Places in `rows`.
    const members = Uint32Array.from(rows.keys()).filter((n) => assignment[n] === g)
    names.push(
      groupName(
        members.map((n) => rows[n]!),
        classes,
      ) ?? `group ${g}`,
    )
    if (members.length === 0) continue
    // A missing row is zero: it adds nothing to a mean or an atom.
    const means = modalities.map((x) => meanOf(members, x))
    const last = Math.min((g + 1) * groups.size, plan.sharedLatents[1])
    for (let i = g * groups.size; i < last; i++) {
      const atom = parameters.decoder.subarray(i * plan.atomWidth, (i + 1) * plan.atomWidth)
      const member = members[random.integer(members.length)]!
      for (const [s, { w, width }] of plan.spans.entries()) {
        const part = atom.subarray(w, w + width)
        const own = row(modalities[s]!, member)
        rescale(part, 0.3)
        for (let j = 0; j < width; j++) {
          part[j]! += means[s]![j]! + own[j]!
        }
        rescale(part, 1)
      }
      rescale(atom, atomRadius(recipe, plan.modalities.length))
    }
  }
  parameters.encoder?.set(encoderFrom(parameters.decoder, plan))
  const blocks = regularizers.contiguous({ latents: plan.latents, size: groups.size })
  return {
    ...blocks,
    names: distinct(blocks.names.map((name, g) => names[g] ?? name)),
  }
}

function meanOf(members: Uint32Array, x: Matrix): Float32Array {
  const mean = new Float32Array(x.cols)
  for (const n of members) {
    const values = row(x, n)
    for (let j = 0; j < x.cols; j++) mean[j]! += values[j]! / members.length
  }
  return mean
}

/** The one or two most frequent classes of the members. */
function groupName(members: Uint32Array, classes: Classes | undefined): string | undefined {
  if (!classes) return undefined
  const counts = new Map<number, number>()
  for (const r of members) {
    const c = classes.of[r]!
    if (c >= 0) counts.set(c, (counts.get(c) ?? 0) + 1)
  }
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || a - b)
  return ranked.length === 0
    ? undefined
    : ranked
        .slice(0, 2)
        .map(([c]) => classes.names[c])
        .join(', ')
}

/** Names that occur again get a number. */
export function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} ${times}`
  })
}
