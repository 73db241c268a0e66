import { RegularizerError } from './errors.ts'
import { checkLatents, checkNameCount, createPartition, type Partition } from './partition.ts'

/**
 * Groups from a clustering: `assignment[i]` is the cluster of latent i, counted from 0. Clusters
 * are named "group 0", "group 1", … unless `names` says otherwise, which may also name empty ones.
 * @throws RegularizerError on clusters that are no whole numbers from 0 up, or beyond the names
 */
export function fromClusters(
  assignment: ArrayLike<number>,
  { names }: { readonly names?: readonly string[] | undefined } = {},
): Partition {
  checkLatents(assignment.length)
  let groups = 0
  for (let i = 0; i < assignment.length; i++) {
    const cluster = assignment[i]!
    if (!(Number.isInteger(cluster) && cluster >= 0)) {
      throw new RegularizerError(
        `latent ${i} is in cluster ${cluster}; clusters are whole numbers from 0 up`,
      )
    }
    groups = Math.max(groups, cluster + 1)
  }
  if (names && names.length < groups) checkNameCount(names, groups)
  return createPartition(
    Uint32Array.from(assignment),
    names ?? Array.from({ length: groups }, (_, g) => `group ${g}`),
  )
}
