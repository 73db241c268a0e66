import type { Code } from '../../engine/types.ts'

/** A group of a code with the latents that light it. */
export interface GroupPart {
  readonly group: number
  /** ‖z_g‖. */
  readonly strength: number
  /** What its latents bring to the reconstruction, together. */
  readonly share: number
  /** Strongest first. */
  readonly latents: readonly LatentPart[]
}

export interface LatentPart {
  readonly latent: number
  readonly strength: number
  readonly share: number
}

/** A code by group, strongest first; `shares` has an entry for each active latent. */
export function anatomy(
  { indices, values, groups }: Code,
  shares: Float32Array,
  groupOf: Uint32Array,
): GroupPart[] {
  const parts = new Map<number, LatentPart[]>()
  for (const [e, latent] of indices.entries()) {
    const group = groupOf[latent]!
    const own = parts.get(group) ?? []
    own.push({ latent, strength: values[e]!, share: shares[e]! })
    parts.set(group, own)
  }
  return Array.from(parts, ([group, latents]) => ({
    group,
    strength: groups[group]!,
    share: latents.reduce((sum, { share }) => sum + share, 0),
    latents: latents.sort((a, b) => b.strength - a.strength),
  })).sort((a, b) => b.strength - a.strength)
}
