import { boost, suppress, type Profile } from '@cmgsae/probes'
import { compact, createRandom, type SparseCodes } from '@cmgsae/tensor'
import type { Edit, Partition } from '../types.ts'
import type { TargetProfile } from './profile-of.ts'

/** An edit with what its target looks like. */
export interface ResolvedEdit extends TargetProfile {
  readonly kind: Edit['kind']
  readonly amount: number
}

/** Applies edits in order to every row; what comes out holds nothing but its entries. */
export function editCode(codes: SparseCodes, edits: readonly ResolvedEdit[]): SparseCodes {
  const edited = edits.reduce((current, { kind, profile, amount }) => {
    if (kind === 'boost') return boost(current, profile, amount)
    const without = suppress(current, profile.latents)
    return kind === 'suppress' ? without : boost(without, profile, amount)
  }, codes)
  return compact(edited)
}

/**
 * The same edits on the live latents of random groups that no edit touches, with as much activation
 * in all: what any change would do. Null where no other group is live.
 */
export function onRandomGroups(
  edits: readonly ResolvedEdit[],
  partition: Partition,
  live: (latent: number) => boolean,
  seed: number,
): ResolvedEdit[] | null {
  const random = createRandom(seed)
  const touched = new Set(edits.map(({ group }) => group))
  const members: number[][] = partition.names.map(() => [])
  for (const [i, g] of partition.of.entries()) if (!touched.has(g) && live(i)) members[g]!.push(i)
  const groups = members.filter(({ length }) => length > 0)
  if (groups.length === 0) return null
  return edits.map((edit) => {
    const chosen = Uint32Array.from(groups[random.integer(groups.length)]!)
    random.shuffle(chosen)
    const latents = chosen.slice(0, edit.profile.latents.length).sort()
    const each = norm(edit.profile) / Math.sqrt(latents.length)
    return { ...edit, profile: { latents, values: new Float32Array(latents.length).fill(each) } }
  })
}

/** Boosts with their sign turned; null where something else than a boost is asked. */
export function withSignTurned(edits: readonly ResolvedEdit[]): ResolvedEdit[] | null {
  return edits.every(({ kind }) => kind === 'boost')
    ? edits.map((edit) => ({ ...edit, amount: -edit.amount }))
    : null
}

function norm({ values }: Profile): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}
