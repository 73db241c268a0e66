import * as regularizers from '@cmgsae/regularizers'
import { createRandom, row, type Matrix } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'
import { sphericalKMeans } from './k-means.ts'
import type { Layout } from './layout.ts'
import { isMissing, normalizeInto } from './normalization.ts'
import { atomRadius, encoderFrom, rescale, type Parameters } from './parameters.ts'
import type { Recipe } from './recipe.ts'
import { portionOf, type Embeddings } from './row-source.ts'
import type { Statistics } from './statistics.ts'

/** Clustering looks at no more rows than this: centres hardly move beyond it. */
const clusteredRows = 5000

/** Class of each sample, for naming groups; −1: unlabelled. */
export interface Classes {
  readonly names: readonly string[]
  readonly of: Int32Array
}

/** What groups are seeded from: the training rows of all modalities. */
export interface GroupSamples {
  readonly embeddings: readonly Embeddings[]
  readonly statistics: Statistics
  readonly rows: Uint32Array
}

/** The partition of a recipe that needs no data. */
export function partitionOf({ groups }: Recipe, latents: number): regularizers.Partition {
  if (groups.kind === 'lists') return regularizers.fromLists({ latents, lists: groups.lists })
  return regularizers.contiguous({ latents, size: groups.size })
}

/**
 * Seeds groups from clusters of one modality: each contiguous group of shared latents takes a
 * cluster's name, and its atoms start near the cluster's samples, in every modality. Reads no more
 * than the clustered rows. Overwrites the seeded rows of `parameters.decoder` (and the encoder's copy
 * of them).
 */
export async function seedGroups(
  { embeddings, statistics, rows }: GroupSamples,
  plan: Layout,
  recipe: Recipe,
  parameters: Parameters,
  { seed, classes }: { seed: number; classes?: Classes | undefined },
): Promise<regularizers.Partition> {
  const { groups } = recipe
  const modality = 'modality' in groups ? groups.modality : null
  if (modality === null || groups.kind === 'lists') return partitionOf(recipe, plan.latents)
  const { normalizations, present } = statistics
  const from = plan.modalities.findIndex(({ name }) => name === modality)
  if (from === -1) {
    const known = plan.modalities.map(({ name }) => name).join(', ')
    throw new ModelError(`groups.modality is "${modality}"; it must be one of ${known}`)
  }
  const known = rows.filter((r) => present(from, r)).slice(0, clusteredRows)
  const portion = await portionOf(embeddings, known)
  const { matrices } = portion
  const count = Math.ceil(plan.sharedLatents[1] / groups.size)
  // A missing row stays zero: it adds nothing to a mean or an atom.
  const normalized = (s: number, n: number) => {
    const out = new Float32Array(matrices[s]!.cols)
    const values = row(matrices[s]!, portion.rows[n]!)
    if (!isMissing(values)) normalizeInto(values, normalizations[s]!, out)
    return out
  }
  const { cols } = matrices[from]!
  const points: Matrix = {
    rows: known.length,
    cols,
    data: new Float32Array(known.length * cols),
  }
  known.forEach((_, n) => points.data.set(normalized(from, n), n * cols))
  const assignment = sphericalKMeans(points, Math.min(count, known.length), { seed })
  const random = createRandom(seed)
  const names: string[] = []
  for (let g = 0; g < count; g++) {
    // Places in `known`.
    const members = Uint32Array.from(known.keys()).filter((n) => assignment[n] === g)
    names.push(
      groupName(
        members.map((n) => known[n]!),
        classes,
      ) ?? `group ${g}`,
    )
    if (members.length === 0) continue
    const means = matrices.map((_, s) =>
      meanOf(members, (n) => normalized(s, n), matrices[s]!.cols),
    )
    const last = Math.min((g + 1) * groups.size, plan.sharedLatents[1])
    for (let i = g * groups.size; i < last; i++) {
      const atom = parameters.decoder.subarray(i * plan.atomWidth, (i + 1) * plan.atomWidth)
      const member = members[random.integer(members.length)]!
      for (const [s, { w, width }] of plan.spans.entries()) {
        const part = atom.subarray(w, w + width)
        const own = normalized(s, member)
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

function meanOf(members: Uint32Array, values: (n: number) => Float32Array, cols: number) {
  const mean = new Float32Array(cols)
  for (const n of members) {
    const x = values(n)
    for (let j = 0; j < cols; j++) mean[j]! += x[j]! / members.length
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
