import type { Partition, RunSummary } from '../engine/types.ts'

/** A visitor's own names and groups for a run, as they are kept and exported. */
export interface Edits {
  readonly format: 'cmgsae groups'
  readonly version: 1
  /** Names of latents by number. */
  readonly latents: Readonly<Record<string, string>>
  /** Names of groups by number; numbers beyond the run's own are new groups. */
  readonly groups: Readonly<Record<string, string>>
  /** Latents that were moved, and the group each is in now. */
  readonly moved: Readonly<Record<string, number>>
}

/** What edits are kept by. */
export type RunIdentity = Pick<RunSummary, 'id' | 'seed' | 'history'>

export const noEdits: Edits = {
  format: 'cmgsae groups',
  version: 1,
  latents: {},
  groups: {},
  moved: {},
}

/** The run's partition as the visitor has it. */
export function edited({ names, of }: Partition, { groups, moved }: Edits): Partition {
  const all = [...names]
  for (const [g, name] of Object.entries(groups)) all[Number(g)] = name
  const own = of.slice()
  for (const [i, g] of Object.entries(moved)) if (g < all.length) own[Number(i)] = g
  return { names: Array.from(all, (name, g) => name ?? `group ${g}`), of: own }
}

export function isEdited({ latents, groups, moved }: Edits): boolean {
  return [latents, groups, moved].some((part) => Object.keys(part).length > 0)
}

/**
 * Another run may be served or dropped next time under the same id: what its training came to tells
 * it from others.
 */
function keyOf({ id, seed, history }: RunIdentity): string {
  const own = /^(served$|files:|trained:)/.test(id)
  return `cmgsae.edits.${own ? JSON.stringify([seed, history.at(-1)]) : id}`
}

/** What was kept for a run; nothing where storage is closed or holds something else. */
export function readEdits(run: RunIdentity): Edits {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(run)) ?? 'null') as Edits | null
    return found?.format === 'cmgsae groups' && found.version === 1 ? found : noEdits
  } catch {
    return noEdits
  }
}

export function keepEdits(run: RunIdentity, edits: Edits): void {
  try {
    if (isEdited(edits)) localStorage.setItem(keyOf(run), JSON.stringify(edits))
    else localStorage.removeItem(keyOf(run))
  } catch {
    // Private windows may refuse; the edits then last as long as the page.
  }
}
