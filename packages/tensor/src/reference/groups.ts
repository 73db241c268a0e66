import type { LatentGroups } from '../activation.ts'
import type { Candidates } from './candidates.ts'

let chosen = new Uint8Array(0)
let energies = new Float64Array(0)

/**
 * Marks the latents of the `count` groups of largest ‖max(a_g, 0)‖² / |g| among the candidates of
 * row n, ties to the lower group.
 */
export function markGroups(
  { pre, p, latents, keep }: Candidates,
  n: number,
  count: number,
  { of, sizes }: LatentGroups,
  marks: Uint8Array,
): void {
  if (chosen.length < sizes.length) {
    chosen = new Uint8Array(sizes.length)
    energies = new Float64Array(sizes.length)
  }
  chosen.fill(0)
  energies.fill(0)
  const base = n * p
  for (let r = 0; r < latents.length; r++) {
    const [from, to] = latents[r]!
    for (let i = from; i < to; i++) {
      const a = pre[base + i]!
      if (a > 0 && (!keep || keep[base + i])) energies[of[i]!]! += (a * a) / sizes[of[i]!]!
    }
  }
  for (let c = 0; c < count; c++) {
    let best = -1
    for (let g = 0; g < sizes.length; g++) {
      if (!chosen[g] && energies[g]! > 0 && (best < 0 || energies[g]! > energies[best]!)) best = g
    }
    if (best < 0) break
    chosen[best] = 1
  }
  for (let i = 0; i < p; i++) marks[i] = chosen[of[i]!]!
}
