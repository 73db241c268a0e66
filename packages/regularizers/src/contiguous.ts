import { RegularizerError } from './errors.ts'
import { checkLatents, checkNameCount, createPartition, type Partition } from './partition.ts'

/**
 * Blocks of `size` neighbouring latents, the last one shorter where p is no multiple of it; named
 * "group 0", "group 1", … unless `names` says otherwise.
 * @throws RegularizerError on sizes that are no whole numbers from 1 up, or the wrong count of names
 */
export function contiguous({
  latents,
  size,
  names,
}: {
  readonly latents: number
  readonly size: number
  readonly names?: readonly string[] | undefined
}): Partition {
  checkLatents(latents)
  if (!(Number.isInteger(size) && size >= 1)) {
    throw new RegularizerError(`size is ${size}; it must be a whole number from 1 up`)
  }
  const groups = Math.ceil(latents / size)
  if (names) checkNameCount(names, groups)
  const of = Uint32Array.from({ length: latents }, (_, i) => Math.floor(i / size))
  return createPartition(of, names ?? Array.from({ length: groups }, (_, g) => `group ${g}`))
}
