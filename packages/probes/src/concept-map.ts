import type { NamedPartition } from '@cmgsae/model'
import type { SparseCodes } from '@cmgsae/tensor'
import { checkLabels, checkNotEmpty, checkPartition } from './check.ts'
import { eachGroupActivity } from './group-activity.ts'
import { ProbeError } from './errors.ts'
import type { Labels } from './features.ts'
import { createTally, type Tally } from './concept-tally.ts'

export interface TopSample {
  readonly sample: number
  readonly activation: number
}

export interface TopClass {
  readonly class: number
  /** Share of all activation that falls on samples of this class. */
  readonly share: number
}

/** What one modality shows of a latent or group. */
export interface ConceptSide {
  /** Fraction of samples in which it fires. */
  readonly density: number
  /** Share of its mean activation that this modality brings; null where it never fires. */
  readonly modalityScore: number | null
  /** Samples that activate it most. */
  readonly samples: readonly TopSample[]
  /** Classes with most of its activation; empty without labels. */
  readonly classes: readonly TopClass[]
}

export interface LatentConcept {
  readonly latent: number
  readonly group: number
  readonly modalities: Readonly<Record<string, ConceptSide>>
}

export interface GroupConcept {
  readonly group: number
  readonly name: string
  /** Number of latents. */
  readonly size: number
  readonly modalities: Readonly<Record<string, ConceptSide>>
}

export interface ConceptMap {
  readonly latents: readonly LatentConcept[]
  readonly groups: readonly GroupConcept[]
}

export interface ConceptMapOptions {
  /** Codes (n_s×p) of each modality. */
  readonly codes: Readonly<Record<string, SparseCodes>>
  readonly partition: NamedPartition
  /** Class of each sample, for the modalities that have labels. */
  readonly labels?: Readonly<Record<string, Labels>> | undefined
  /** How many samples and classes to keep. */
  readonly samples?: number
  readonly classes?: number
}

/**
 * What every latent and every group stands for, as plain JSON: in each modality the samples that
 * activate it most, the classes its activation falls on, its density and its modality score
 * E_s[z_i] / Σ_t E_t[z_i]. A group's activation in a sample is ‖z_g‖₂. O(nnz·log k).
 * @throws ProbeError for a partition or labels that do not fit the codes
 */
export function conceptMap({
  codes,
  partition,
  labels = {},
  samples = 8,
  classes = 5,
}: ConceptMapOptions): ConceptMap {
  const names = Object.keys(codes)
  if (names.length === 0)
    throw new ProbeError('a concept map needs codes of one or more modalities')
  const latentTallies: Record<string, Tally> = {}
  const groupTallies: Record<string, Tally> = {}
  for (const name of names) {
    const part = codes[name]!
    checkNotEmpty(part, `codes of ${name}`)
    checkPartition(part, partition)
    const own = labels[name]
    if (own) checkLabels(own, part.rows, name)
    const byLatent = createTally(part.latents, samples, own)
    for (let n = 0; n < part.rows; n++) {
      for (let e = part.offsets[n]!; e < part.offsets[n + 1]!; e++) {
        byLatent.add(part.indices[e]!, n, part.values[e]!)
      }
    }
    const byGroup = createTally(partition.names.length, samples, own)
    eachGroupActivity(part, partition, (n, group, activity) => byGroup.add(group, n, activity))
    latentTallies[name] = byLatent
    groupTallies[name] = byGroup
  }
  const sides = (tallies: Record<string, Tally>, concept: number) => {
    const mean = (name: string) => tallies[name]!.total(concept) / codes[name]!.rows
    const all = names.reduce((sum, name) => sum + mean(name), 0)
    const side = (name: string): ConceptSide => ({
      density: tallies[name]!.count(concept) / codes[name]!.rows,
      modalityScore: all > 0 ? mean(name) / all : null,
      samples: tallies[name]!.samples(concept),
      classes: tallies[name]!.classes(concept, classes),
    })
    return Object.fromEntries(names.map((name) => [name, side(name)]))
  }
  const sizes = new Uint32Array(partition.names.length)
  for (const group of partition.of) sizes[group]!++
  return {
    latents: Array.from(partition.of, (group, latent) => ({
      latent,
      group,
      modalities: sides(latentTallies, latent),
    })),
    groups: partition.names.map((name, group) => ({
      group,
      name,
      size: sizes[group]!,
      modalities: sides(groupTallies, group),
    })),
  }
}
