import { RegularizerError } from './errors.ts'
import { checkLatents, createPartition, type Partition } from './partition.ts'

/**
 * Groups written by hand: the latents of each, by name. Latents in no list form a last group
 * "rest". (JavaScript puts keys that look like whole numbers first, in ascending order.)
 * @throws RegularizerError on a latent that is out of range or in two groups
 */
export function fromLists({
  latents,
  lists,
}: {
  readonly latents: number
  readonly lists: Readonly<Record<string, readonly number[]>>
}): Partition {
  checkLatents(latents)
  const names = Object.keys(lists)
  const of = assign(
    latents,
    names,
    names.map((name) => lists[name]!),
  )
  if (of.includes(UNASSIGNED)) {
    of.forEach((g, i) => {
      if (g === UNASSIGNED) of[i] = names.length
    })
    names.push('rest')
  }
  return createPartition(of, names)
}

export const UNASSIGNED = 0xffffffff

/** The group of each latent, UNASSIGNED where no list has it. */
export function assign(
  latents: number,
  names: readonly string[],
  lists: readonly (readonly number[])[],
): Uint32Array {
  const of = new Uint32Array(latents).fill(UNASSIGNED)
  for (const [g, list] of lists.entries()) {
    for (const i of list) {
      if (!(Number.isInteger(i) && i >= 0 && i < latents)) {
        throw new RegularizerError(
          `group "${names[g]}" lists latent ${i}; latents are 0 … ${latents - 1}`,
        )
      }
      if (of[i] !== UNASSIGNED) {
        throw new RegularizerError(
          of[i] === g
            ? `group "${names[g]}" lists latent ${i} twice`
            : `latent ${i} is in group "${names[of[i]!]}" and in "${names[g]}"; groups must not overlap`,
        )
      }
      of[i] = g
    }
  }
  return of
}
