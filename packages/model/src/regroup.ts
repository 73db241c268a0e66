import { clusterLatents, fillCosines } from './cluster-latents.ts'
import type { CoActivation } from './co-activation.ts'
import { matchGroups } from './match-groups.ts'

/** The groups that latents form when there is nothing to hold on to, in the places of those `before`. */
export function groupAnew(
  activity: CoActivation,
  before: Uint32Array,
  groups: number,
  seed: number,
): Uint32Array {
  const onward = clusterLatents(activity, groups, { from: before, seed: null })
  const anew = clusterLatents(activity, groups, { from: before, seed })
  const { of } = anew.fit > onward.fit ? anew : onward
  return matchGroups(of, before, groups, activity.strengths)
}

/**
 * The groups that latents form now, going on from those `before`: a latent leaves its group only where
 * the centre of another is closer, in cosine, by the share `hysteresis`.
 */
export function regroup(
  activity: CoActivation,
  before: Uint32Array,
  groups: number,
  hysteresis: number,
): Uint32Array {
  const { of } = clusterLatents(activity, groups, { from: before, seed: null })
  const wanted = matchGroups(of, before, groups, activity.strengths)
  const cosines = new Float32Array(activity.latents * groups)
  fillCosines(activity, groups, wanted, cosines)
  return before.map((g, i) => {
    const to = wanted[i]!
    const at = i * groups
    return cosines[at + to]! > (1 + hysteresis) * cosines[at + g]! ? to : g
  })
}
