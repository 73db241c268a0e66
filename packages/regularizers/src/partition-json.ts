import { RegularizerError } from './errors.ts'
import { assign, UNASSIGNED } from './from-lists.ts'
import { checkLatents, checkNameCount, createPartition, type Partition } from './partition.ts'

/** A partition as plain data, to save beside a model. */
export interface PartitionJSON {
  readonly latents: number
  readonly names: readonly string[]
  /** Latents of each group, ascending, in the order of the names. */
  readonly lists: readonly (readonly number[])[]
}

export function partitionToJSON({ latents, names, of }: Partition): PartitionJSON {
  const lists: number[][] = names.map(() => [])
  of.forEach((g, i) => lists[g]!.push(i))
  return { latents, names, lists }
}

/** @throws RegularizerError unless every latent is in exactly one list and every list has a name */
export function partitionFromJSON({ latents, names, lists }: PartitionJSON): Partition {
  checkLatents(latents)
  checkNameCount(names, lists.length)
  const of = assign(latents, names, lists)
  const missing = of.indexOf(UNASSIGNED)
  if (missing >= 0) {
    throw new RegularizerError(`latent ${missing} is in no group; every latent needs one`)
  }
  return createPartition(of, names)
}
