import type { Model, NamedPartition } from '@cmgsae/model'
import { createRandom, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import { checkNotEmpty, checkPartition, checkSameWidth } from './check.ts'
import { ProbeError } from './errors.ts'
import { boost } from './interventions.ts'
import { columnMean } from './missing.ts'
import { groupLatents, type Profile } from './profile.ts'

export interface ClassShift {
  /** Mean change of cosine between the decoded sample and the target class. */
  readonly target: number
  /** Mean change to the other classes. */
  readonly others: number
  /** (target − others) / |amount|. */
  readonly effect: number
}

export interface InterventionEffect {
  /** The boost, decoded in each modality. */
  readonly boosted: Readonly<Record<string, ClassShift>>
  /** The same values on the latents of a random other group (of equal size where there is one). */
  readonly randomGroup: Readonly<Record<string, ClassShift>>
  /** The boost with its sign flipped. */
  readonly flipped: Readonly<Record<string, ClassShift>>
}

export interface InterventionOptions {
  readonly codes: SparseCodes
  /** What to add to every row, such as a class's `groupProfile`. */
  readonly profile: Profile
  readonly amount?: number
  /** For each modality to decode: one embedding of each class (C×d_s), in the raw space. */
  readonly targets: Readonly<Record<string, Matrix>>
  /** Row of the target class in `targets`. */
  readonly target: number
  readonly partition: NamedPartition
  readonly seed?: number
}

/**
 * Effect of boosting z + amount·profile: Δcos(x̂, target class) − mean_{c≠target} Δcos(x̂, c), per
 * unit of boost, with x̂ the decoded codes (n×p) in each modality. Cosines are taken about the mean of
 * the classes' embeddings, since modality-wide offsets would otherwise drown every change.
 * @throws ProbeError for a target or profile that does not exist, or targets of the wrong width
 */
export async function interventionEffect(
  model: Pick<Model, 'decode'>,
  { codes, profile, amount = 1, targets, target, partition, seed = 0 }: InterventionOptions,
): Promise<InterventionEffect> {
  checkNotEmpty(codes, 'the codes')
  checkPartition(codes, partition)
  if (amount === 0) throw new ProbeError('a boost of 0 has no effect per unit; take another amount')
  for (const [modality, classes] of Object.entries(targets)) {
    if (classes.rows < 2 || !(Number.isInteger(target) && target >= 0 && target < classes.rows)) {
      throw new ProbeError(
        `target class ${target} of ${modality} must be one of two or more, got ${classes.rows}`,
      )
    }
  }
  const control = { latents: randomGroup(partition, profile.latents, seed), values: profile.values }
  const versions = {
    boosted: boost(codes, profile, amount),
    randomGroup: boost(codes, sorted(control), amount),
    flipped: boost(codes, profile, -amount),
  }
  const out: Record<keyof typeof versions, Record<string, ClassShift>> = {
    boosted: {},
    randomGroup: {},
    flipped: {},
  }
  for (const [modality, classes] of Object.entries(targets)) {
    const before = classCosines(await model.decode(codes, modality), classes)
    for (const name of ['boosted', 'randomGroup', 'flipped'] as const) {
      const after = classCosines(await model.decode(versions[name], modality), classes)
      out[name][modality] = shift(before, after, target, amount)
    }
  }
  return out
}

/**
 * Mean cosine of the samples to each class, about the mean of the classes: the product with the mean
 * of the samples' directions, which no pair of a sample and a class needs to be visited for.
 */
function classCosines(samples: Matrix, classes: Matrix): Float64Array {
  checkSameWidth(samples, classes, 'decoded samples and classes')
  const mean = columnMean(classes)
  const about = new Float64Array(mean.length)
  /** Sets `about` to a row less the mean; its norm. */
  const read = ({ cols, data }: Matrix, n: number): number => {
    let squares = 0
    for (let j = 0; j < cols; j++) {
      about[j] = data[n * cols + j]! - mean[j]!
      squares += about[j]! ** 2
    }
    return Math.sqrt(squares)
  }
  const direction = new Float64Array(mean.length)
  for (let n = 0; n < samples.rows; n++) {
    const norm = read(samples, n)
    if (!(norm > 0)) continue
    for (let j = 0; j < about.length; j++) direction[j]! += about[j]! / norm / samples.rows
  }
  return Float64Array.from({ length: classes.rows }, (_, c) => {
    const norm = read(classes, c)
    let dot = 0
    for (let j = 0; j < about.length; j++) dot += about[j]! * direction[j]!
    return norm > 0 ? dot / norm : 0
  })
}

function shift(
  before: Float64Array,
  after: Float64Array,
  target: number,
  amount: number,
): ClassShift {
  let others = 0
  for (let c = 0; c < before.length; c++) {
    if (c !== target) others += (after[c]! - before[c]!) / (before.length - 1)
  }
  const own = after[target]! - before[target]!
  return { target: own, others, effect: (own - others) / Math.abs(amount) }
}

/**
 * Latents of a random group that shares none with `latents`, as many as there are; where no group is
 * large enough, random latents outside.
 */
function randomGroup(partition: NamedPartition, latents: Uint32Array, seed: number): Uint32Array {
  const random = createRandom(seed)
  const taken = new Set(latents)
  const groups = Array.from(partition.names, (_, group) => groupLatents(partition, group)).filter(
    (group) => group.length >= latents.length && !group.some((latent) => taken.has(latent)),
  )
  const exact = groups.filter((group) => group.length === latents.length)
  const pool = exact.length > 0 ? exact : groups
  const chosen =
    pool[random.integer(pool.length)] ??
    Uint32Array.from(partition.of.keys()).filter((latent) => !taken.has(latent))
  if (chosen.length < latents.length) {
    throw new ProbeError(
      `no control: ${latents.length} latents are boosted and only ${chosen.length} others exist`,
    )
  }
  random.shuffle(chosen)
  return chosen.slice(0, latents.length)
}

/** The same profile with latents ascending. */
function sorted({ latents, values }: Profile): Profile {
  const order = Array.from(latents.keys()).sort((a, b) => latents[a]! - latents[b]!)
  return {
    latents: Uint32Array.from(order, (at) => latents[at]!),
    values: Float32Array.from(order, (at) => values[at]!),
  }
}
