import type { NamedPartition } from '@cmgsae/model'
import type { SparseCodes } from '@cmgsae/tensor'
import { checkPartition } from './check.ts'
import { ProbeError } from './errors.ts'

/** A direction in code space: how much of each latent, latents ascending. */
export interface Profile {
  readonly latents: Uint32Array
  readonly values: Float32Array
}

/** The latents of a group given by number or name. @throws ProbeError for an unknown group */
export function groupLatents(partition: NamedPartition, group: number | string): Uint32Array {
  const index = typeof group === 'number' ? group : partition.names.indexOf(group)
  if (!(Number.isInteger(index) && index >= 0 && index < partition.names.length)) {
    const some = partition.names.slice(0, 5).join(', ')
    throw new ProbeError(
      `group ${group} does not exist; the ${partition.names.length} groups begin with ${some}`,
    )
  }
  const latents: number[] = []
  for (const [latent, of] of partition.of.entries()) if (of === index) latents.push(latent)
  return Uint32Array.from(latents)
}

/** The same amount, 1, of each listed latent. */
export function uniformProfile(latents: ArrayLike<number>): Profile {
  const ascending = Uint32Array.from(latents).sort()
  return { latents: ascending, values: new Float32Array(ascending.length).fill(1) }
}

/**
 * Mean code within a group, E_n[z_{n,i}] for i ∈ g, over the given samples (default: all n rows of
 * codes n×p). Over the samples of a class it is what the class looks like inside the group.
 * @throws ProbeError for an unknown group or row, or no rows
 */
export function groupProfile(
  codes: SparseCodes,
  partition: NamedPartition,
  group: number | string,
  rows: ArrayLike<number> = Uint32Array.from({ length: codes.rows }, (_, n) => n),
): Profile {
  checkPartition(codes, partition)
  if (rows.length === 0) throw new ProbeError('a profile needs one or more samples, got 0 rows')
  const latents = groupLatents(partition, group)
  const mean = new Float64Array(codes.latents)
  for (let r = 0; r < rows.length; r++) {
    const n = rows[r]!
    if (!(n < codes.rows)) throw new ProbeError(`row ${n} does not exist: there are ${codes.rows}`)
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      mean[codes.indices[e]!]! += codes.values[e]! / rows.length
    }
  }
  return { latents, values: Float32Array.from(latents, (latent) => mean[latent]!) }
}
