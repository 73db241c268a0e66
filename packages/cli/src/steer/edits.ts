import {
  boost,
  groupLatents,
  groupProfile,
  selectRows,
  suppress,
  type Profile,
} from '@cmgsae/probes'
import type { NamedPartition } from '@cmgsae/model'
import { createRandom, type SparseCodes } from '@cmgsae/tensor'
import type { Concept } from '../concepts/resolve-concept.ts'
import { CliError, usageError } from '../errors.ts'

export const editKinds = ['boost', 'suppress', 'set-group'] as const
export type EditKind = (typeof editKinds)[number]

/** One change of the codes: `profile` is what the concept looks like at its usual strength. */
export interface Edit {
  readonly kind: EditKind
  readonly concept: Concept
  readonly profile: Profile
  /** In units of the usual strength; suppress has none. */
  readonly amount: number
  /** The group whose latents are edited. */
  readonly group: number
}

/** `NAME=AMOUNT`, or `NAME` alone for suppress. @throws CliError (usage) */
export function parseEdit(kind: EditKind, text: string): { name: string; amount: number } {
  if (kind === 'suppress') return { name: text, amount: 0 }
  const [, name, value] = /^(.+)=([^=]+)$/s.exec(text) ?? []
  const amount = Number(value)
  if (name === undefined || !Number.isFinite(amount)) {
    throw usageError(`--${kind} ${text}: write NAME=AMOUNT, such as --${kind} ${name ?? text}=2`)
  }
  return { name, amount }
}

/**
 * What a concept looks like in codes: a latent at its mean activation where it fires; a group's mean
 * code over the samples that activate it; for classes, the mean code of their samples within the
 * group that responds most to them.
 * @throws CliError when the concept never fires on the samples
 */
export function profileOf(
  concept: Concept,
  codes: SparseCodes,
  labels: ArrayLike<number> | undefined,
  partition: NamedPartition,
): { profile: Profile; group: number } {
  if (concept.kind === 'latent') {
    const { mean } = firing(codes, (latent) => latent === concept.latent)
    if (mean === 0) throw silent(concept)
    const latents = Uint32Array.of(concept.latent)
    return {
      profile: { latents, values: Float32Array.of(mean) },
      group: partition.of[concept.latent]!,
    }
  }
  if (concept.kind === 'group') {
    const { rows } = firing(codes, (latent) => partition.of[latent] === concept.group)
    if (rows.length === 0) throw silent(concept)
    return { profile: groupProfile(codes, partition, concept.group, rows), group: concept.group }
  }
  const wanted = new Set(concept.classes)
  const rows = Array.from({ length: codes.rows }, (_, n) => n).filter((n) =>
    wanted.has(labels![n]!),
  )
  if (rows.length === 0) throw silent(concept)
  const group = mostTypical(codes, rows, partition)
  return { profile: strongPart(groupProfile(codes, partition, group, rows)), group }
}

/** Without latents below a tenth of the strongest: others share the group, and are left alone. */
function strongPart({ latents, values }: Profile): Profile {
  const least = 0.1 * Math.max(...values)
  const kept = [...values.keys()].filter((at) => values[at]! >= least)
  return {
    latents: Uint32Array.from(kept, (at) => latents[at]!),
    values: Float32Array.from(kept, (at) => values[at]!),
  }
}

/** The group whose mean activity on the rows exceeds that on all samples most. */
function mostTypical(
  codes: SparseCodes,
  rows: readonly number[],
  partition: NamedPartition,
): number {
  const energy = (part: SparseCodes) => {
    const sums = new Float64Array(partition.names.length)
    for (let e = 0; e < part.offsets[part.rows]!; e++) {
      sums[partition.of[part.indices[e]!]!]! += part.values[e]! ** 2 / part.rows
    }
    return sums
  }
  const all = energy(codes)
  const own = energy(selectRows(codes, rows))
  let best = 0
  for (let g = 1; g < own.length; g++) {
    if (own[g]! - all[g]! > own[best]! - all[best]!) best = g
  }
  return best
}

function firing(
  { rows, offsets, indices, values }: SparseCodes,
  belongs: (latent: number) => boolean,
) {
  const found: number[] = []
  let sum = 0
  for (let n = 0; n < rows; n++) {
    let active = false
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      if (!belongs(indices[e]!)) continue
      active = true
      sum += values[e]!
    }
    if (active) found.push(n)
  }
  return { rows: found, mean: found.length > 0 ? sum / found.length : 0 }
}

function silent({ name }: Concept): CliError {
  return new CliError(`${name} never fires on the samples at hand: there is nothing to steer by`)
}

/** Applies edits in order to every row. */
export function applyEdits(codes: SparseCodes, edits: readonly Edit[]): SparseCodes {
  return edits.reduce((current, { kind, profile, amount }) => {
    if (kind === 'boost') return boost(current, profile, amount)
    const without = suppress(current, profile.latents)
    return kind === 'suppress' ? without : boost(without, profile, amount)
  }, codes)
}

/** The same edits on the latents of random groups that no edit touches: what any change would do. */
export function randomised(
  edits: readonly Edit[],
  partition: NamedPartition,
  live: Uint8Array,
  seed: number,
): Edit[] | undefined {
  const random = createRandom(seed)
  const touched = new Set(edits.map(({ group }) => group))
  const controls: Edit[] = []
  for (const edit of edits) {
    const size = edit.profile.latents.length
    const fitting = partition.names.flatMap((_, group) => {
      if (touched.has(group)) return []
      const latents = groupLatents(partition, group).filter((latent) => live[latent])
      return latents.length > 0 ? [latents] : []
    })
    if (fitting.length === 0) return undefined
    const chosen = fitting[random.integer(fitting.length)]!
    random.shuffle(chosen)
    const latents = chosen.slice(0, size).sort()
    // As much activation in all, on however many live latents the group has.
    const norm = Math.hypot(...edit.profile.values) / Math.sqrt(latents.length)
    controls.push({
      ...edit,
      profile: { latents, values: new Float32Array(latents.length).fill(norm) },
    })
  }
  return controls
}

/** The same boosts with their sign turned; undefined where something else than a boost is asked. */
export function flipped(edits: readonly Edit[]): Edit[] | undefined {
  return edits.every(({ kind }) => kind === 'boost')
    ? edits.map((edit) => ({ ...edit, amount: -edit.amount }))
    : undefined
}
