import { noEdits, type Edits } from '../../../app/edits.ts'
import { DemoError } from '../../../errors.ts'
import type { Concept, Partition } from '../../../engine/types.ts'

/** Edits are applied to this: groups as the run was trained, and as they are now. */
export interface Groups {
  readonly trained: Partition
  readonly now: Partition
}

/**
 * A concept under another name; without one, under its own again.
 * @throws DemoError where another group has that name
 */
export function renamed(
  edits: Edits,
  { kind, index }: Concept,
  name: string,
  { trained, now }: Groups,
): Edits {
  const wanted = name.trim()
  if (kind === 'latent') {
    return { ...edits, latents: changed(edits.latents, index, wanted || undefined) }
  }
  const own = trained.names[index]
  const shown = wanted || (own ?? `group ${index}`)
  checkFree(shown, now, index)
  return { ...edits, groups: changed(edits.groups, index, shown === own ? undefined : shown) }
}

/** Latents in another group. */
export function moved(
  edits: Edits,
  latents: readonly number[],
  group: number,
  { trained }: Groups,
): Edits {
  let to = edits.moved
  for (const i of latents) to = changed(to, i, trained.of[i] === group ? undefined : group)
  return { ...edits, moved: to }
}

/**
 * Latents in a new group, whose number is the first that is free.
 * @throws DemoError for a name that is empty or taken
 */
export function grouped(
  edits: Edits,
  latents: readonly number[],
  name: string,
  groups: Groups,
): Edits {
  const { now } = groups
  const wanted = name.trim()
  if (wanted === '') throw new DemoError('the new group has no name; give it one')
  checkFree(wanted, now)
  const index = now.names.length
  return moved({ ...edits, groups: { ...edits.groups, [index]: wanted } }, latents, index, groups)
}

/** What turns one partition into another of the same latents. */
export function editsBetween(
  trained: Partition,
  wanted: Partition,
  latents: Edits['latents'],
): Edits {
  const names: Record<string, string> = {}
  for (const [g, name] of wanted.names.entries()) if (trained.names[g] !== name) names[g] = name
  // Groups beyond the wanted ones are left empty; their names must not stand in the way.
  for (let g = wanted.names.length; g < trained.names.length; g++) {
    if (wanted.names.includes(trained.names[g]!)) names[g] = `empty group ${g}`
  }
  const to: Record<string, number> = {}
  for (const [i, g] of wanted.of.entries()) if (trained.of[i] !== g) to[i] = g
  return { ...noEdits, latents, groups: names, moved: to }
}

function checkFree(name: string, { names }: Partition, own?: number): void {
  if (names.some((taken, g) => g !== own && taken === name)) {
    throw new DemoError(`another group is called “${name}” already; choose another name`)
  }
}

/** With `value` under a key, or nothing. */
function changed<Value>(
  record: Readonly<Record<string, Value>>,
  key: number,
  value: Value | undefined,
): Record<string, Value> {
  const { [String(key)]: _, ...others } = record
  return value === undefined ? others : { ...others, [key]: value }
}
