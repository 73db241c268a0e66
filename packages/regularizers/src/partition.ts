import { RegularizerError } from './errors.ts'

/** Every latent in exactly one group, and the groups' names. */
export interface Partition {
  /** p */
  readonly latents: number
  /** Distinct, one per group. */
  readonly names: readonly string[]
  /** Group of each latent. */
  readonly of: Uint32Array
  /** Latents of each group; a group may be empty. */
  readonly sizes: Uint32Array
}

/** A partition of known good parts, sizes counted. */
export function createPartition(of: Uint32Array, names: readonly string[]): Partition {
  checkNames(names)
  const sizes = new Uint32Array(names.length)
  for (const g of of) sizes[g]!++
  return { latents: of.length, names, of, sizes }
}

/** @throws RegularizerError unless latents is a whole number from 1 up */
export function checkLatents(latents: number): void {
  if (!(Number.isInteger(latents) && latents >= 1)) {
    throw new RegularizerError(`latents is ${latents}; it must be a whole number from 1 up`)
  }
}

/** @throws RegularizerError unless there are `groups` names */
export function checkNameCount(names: readonly string[], groups: number): void {
  if (names.length !== groups) {
    throw new RegularizerError(`${names.length} names for ${groups} groups; give one per group`)
  }
}

function checkNames(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw new RegularizerError(`two groups are named "${name}"; rename one`)
    seen.add(name)
  }
}
