import { partitionFromJSON, partitionToJSON, type PartitionJSON } from '@cmgsae/regularizers'
import type { Edits } from '../../../app/edits.ts'
import type { Partition } from '../../../engine/types.ts'
import { DemoError } from '../../../errors.ts'
import { editsBetween } from './changes.ts'

/** A partition as `@cmgsae/regularizers` reads it, with the visitor's names of latents beside it. */
export interface GroupsFile extends PartitionJSON {
  readonly latentNames: Readonly<Record<string, string>>
}

export function writeGroups({ names, of }: Partition, latentNames: Edits['latents']): string {
  const sizes = new Uint32Array(names.length)
  const partition = partitionToJSON({ latents: of.length, names, of, sizes })
  const file: GroupsFile = { ...partition, latentNames }
  return `${JSON.stringify(file, null, 1)}\n`
}

/**
 * What turns the groups of a run into those of a file.
 * @throws DemoError or RegularizerError in one line for what is no partition, or one of another run
 */
export function readGroups(text: string, name: string, trained: Partition): Edits {
  let file: Partial<GroupsFile> | null
  try {
    file = JSON.parse(text) as Partial<GroupsFile> | null
  } catch {
    throw new DemoError(`${name} is no complete JSON; choose a file that Export wrote`)
  }
  const { latents, names, lists, latentNames = {} } = file ?? {}
  if (!Array.isArray(names) || !Array.isArray(lists) || !lists.every(Array.isArray)) {
    throw new DemoError(`${name} has no names and lists of groups; choose a file that Export wrote`)
  }
  const count = trained.of.length
  if (latents !== count) {
    throw new DemoError(
      `${name} groups ${latents} latents and this run has ${count}; choose groups of this run`,
    )
  }
  return editsBetween(trained, partitionFromJSON({ latents, names, lists }), latentNames)
}
