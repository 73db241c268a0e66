import { RegularizerError } from './errors.ts'
import { createPartition, type Partition } from './partition.ts'

/** A tree of groups, level by level: each group of a level is a union of groups of the one before. */
export interface PartitionTree {
  /** Finest first. */
  readonly levels: readonly Partition[]
}

/**
 * A tree over a partition: each `branching` neighbouring groups merge into one of the next level, up
 * to the last level of more than one group (a root would only weigh the whole code). Or, from
 * `levels`, finest first, a tree made by hand.
 * @throws RegularizerError on a branching below 2, no levels, or a group that straddles two groups
 * of the next level
 */
export function nested(
  from:
    | { readonly partition: Partition; readonly branching: number }
    | { readonly levels: readonly Partition[] },
): PartitionTree {
  return 'levels' in from ? checkedLevels(from.levels) : merged(from.partition, from.branching)
}

function merged(partition: Partition, branching: number): PartitionTree {
  if (!(Number.isInteger(branching) && branching >= 2)) {
    throw new RegularizerError(`branching is ${branching}; it must be a whole number from 2 up`)
  }
  const levels = [partition]
  for (let level = partition; level.names.length > branching;) {
    level = coarser(level, branching)
    levels.push(level)
  }
  return { levels }
}

function coarser({ of, names }: Partition, branching: number): Partition {
  const parents = Array.from({ length: Math.ceil(names.length / branching) }, (_, g) => {
    const last = Math.min((g + 1) * branching, names.length) - 1
    const first = names[g * branching]!
    return last === g * branching ? first : `${first} … ${names[last]}`
  })
  return createPartition(
    of.map((g) => Math.floor(g / branching)),
    parents,
  )
}

function checkedLevels(levels: readonly Partition[]): PartitionTree {
  const first = levels[0]
  if (!first) throw new RegularizerError('levels is empty; give partitions, the finest first')
  for (const [depth, coarse] of levels.slice(1).entries()) {
    const fine = levels[depth]!
    if (coarse.latents !== fine.latents) {
      throw new RegularizerError(
        `level ${depth + 1} has ${coarse.latents} latents, level ${depth} has ${fine.latents}; they must agree`,
      )
    }
    const parent = new Map<number, number>()
    fine.of.forEach((g, i) => {
      const known = parent.get(g)
      if (known === undefined) parent.set(g, coarse.of[i]!)
      else if (known !== coarse.of[i]) {
        throw new RegularizerError(
          `group "${fine.names[g]}" straddles "${coarse.names[known]}" and "${coarse.names[coarse.of[i]!]}"; levels must nest, finest first`,
        )
      }
    })
  }
  return { levels }
}
