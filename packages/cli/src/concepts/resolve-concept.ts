import type { Labels } from '@cmgsae/data'
import type { NamedPartition } from '@cmgsae/model'
import { nearMatches } from '../args/near-matches.ts'
import { CliError } from '../errors.ts'

/** What a name on the command line means. */
export type Concept =
  | { readonly kind: 'latent'; readonly latent: number; readonly name: string }
  | { readonly kind: 'group'; readonly group: number; readonly name: string }
  | { readonly kind: 'classes'; readonly classes: readonly number[]; readonly name: string }

/**
 * Reads `#123` (a latent), `7` (a group by number), a group's name, a class's name, or a word that
 * class or group names begin with (`vehicle` means every class `vehicles/…`).
 * @throws CliError with near matches for what is none of these
 */
export function resolveConcept(
  text: string,
  partition: NamedPartition,
  labels: Labels | undefined,
): Concept {
  const { names, of } = partition
  const latent = /^#(\d+)$/.exec(text)?.[1]
  if (latent !== undefined) {
    if (Number(latent) < of.length) return { kind: 'latent', latent: Number(latent), name: text }
    throw new CliError(`there is no latent ${text}: the run has ${of.length}, from #0 on`)
  }
  const wanted = text.toLowerCase()
  const group = names.findIndex((name) => name.toLowerCase() === wanted)
  if (group >= 0) return { kind: 'group', group, name: names[group]! }
  if (/^\d+$/.test(text)) {
    if (Number(text) < names.length) {
      return { kind: 'group', group: Number(text), name: names[Number(text)]! }
    }
    throw new CliError(`there is no group ${text}: the run has ${names.length}, from 0 on`)
  }
  const classNames = labels?.names ?? []
  const exact = classNames.findIndex((name) => name.toLowerCase() === wanted)
  if (exact >= 0) return { kind: 'classes', classes: [exact], name: classNames[exact]! }
  const classes = [...classNames.keys()].filter((c) => begins(classNames[c]!, wanted))
  if (classes.length > 0) return { kind: 'classes', classes, name: nameOf(classes, classNames) }
  const groups = [...names.keys()].filter((g) => begins(names[g]!, wanted))
  if (groups.length === 1) return { kind: 'group', group: groups[0]!, name: names[groups[0]!]! }
  const near =
    groups.length > 1 ? groups.map((g) => names[g]!) : nearMatches(text, [...classNames, ...names])
  const hint =
    near.length > 0
      ? `; did you mean ${near.slice(0, 4).join(', ')}?`
      : `; groups are ${names.slice(0, 3).join(', ')}, … (cmgsae inspect lists them), latents #0 to #${of.length - 1}`
  throw new CliError(`no group or class is called "${text}"${hint}`)
}

/** Whether a word of the name begins so: `vehicle` in `vehicles/train`, `train` too. */
function begins(name: string, wanted: string): boolean {
  const lower = name.toLowerCase()
  return (
    lower.startsWith(wanted) ||
    lower.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))
  )
}

function nameOf(classes: readonly number[], names: readonly string[]): string {
  if (classes.length === 1) return names[classes[0]!]!
  const first = names[classes[0]!]!
  const rest = classes.length - 1
  return `${first} and ${rest} more ${rest === 1 ? 'class' : 'classes'}`
}
