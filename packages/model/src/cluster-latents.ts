import { createRandom } from '@cmgsae/tensor'
import type { CoActivation } from './co-activation.ts'
import { drawByWeight } from './draw-by-weight.ts'

const ITERATIONS = 25
const RESTARTS = 4

/** Group of each latent, and how well the profiles fit their groups: Σ strength · cosine. */
export interface Clustering {
  readonly of: Uint32Array
  readonly fit: number
}

/**
 * Spherical k-means of the latents by their profiles: latents that fire for the same pairs come into
 * one group. A group's centre is how it fires as a whole, Σ_i z_i, so that loud latents lead it,
 * while comparing by cosine keeps frequent ones from swallowing all. From the groups of `from`, or
 * the best of several seeded starts. Silent latents stay where `from` has them.
 */
export function clusterLatents(
  activity: CoActivation,
  groups: number,
  { from, seed }: { readonly from: Uint32Array; readonly seed: number | null },
): Clustering {
  if (seed === null) return refine(activity, groups, fillEmpty(activity, groups, from))
  let best: Clustering | undefined
  for (let start = 0; start < RESTARTS; start++) {
    const seeds = seedCenters(activity, groups, from, seed + start)
    const found = refine(activity, groups, seeds)
    if (!best || found.fit > best.fit) best = found
  }
  return best!
}

/** Gives every group without a firing latent the one that fits its own group least. */
function fillEmpty(activity: CoActivation, groups: number, from: Uint32Array): Uint32Array {
  const { latents, strengths } = activity
  const of = from.slice()
  const cosines = new Float32Array(latents * groups)
  fillCosines(activity, groups, of, cosines)
  const sizes = new Uint32Array(groups)
  for (let i = 0; i < latents; i++) if (strengths[i]! > 0) sizes[of[i]!]!++
  const misfit = Float32Array.from(of, (g, i) => strengths[i]! * (1 - cosines[i * groups + g]!))
  const worst = [...of.keys()]
    .filter((i) => strengths[i]! > 0)
    .sort((a, b) => misfit[b]! - misfit[a]! || a - b)
  for (let g = 0; g < groups; g++) {
    if (sizes[g]! > 0) continue
    const i = worst.find((candidate) => sizes[of[candidate]!]! > 1)
    if (i === undefined) break
    worst.splice(worst.indexOf(i), 1)
    sizes[of[i]!]!--
    sizes[g] = 1
    of[i] = g
  }
  return of
}

/** Lloyd's iterations. */
function refine(activity: CoActivation, groups: number, from: Uint32Array): Clustering {
  const { latents, strengths } = activity
  const of = from.slice()
  const cosines = new Float32Array(latents * groups)
  let fit = 0
  for (let round = 0; round < ITERATIONS; round++) {
    fillCosines(activity, groups, of, cosines)
    let moved = 0
    fit = 0
    for (let i = 0; i < latents; i++) {
      if (strengths[i] === 0) continue
      const at = i * groups
      let best = of[i]!
      for (let g = 0; g < groups; g++) if (cosines[at + g]! > cosines[at + best]!) best = g
      if (best !== of[i]) moved++
      of[i] = best
      fit += strengths[i]! * cosines[at + best]!
    }
    if (moved === 0) break
  }
  return { of, fit }
}

/** Cosine of each latent's profile with each group's centre, into `cosines` (p×G). */
export function fillCosines(
  { samples, latents, offsets, indices, profiles, strengths }: CoActivation,
  groups: number,
  of: Uint32Array,
  cosines: Float32Array,
): void {
  const center = new Float64Array(groups)
  const squares = new Float64Array(groups)
  // The groups that fire for a sample, and how strongly.
  const active = new Uint32Array(groups)
  const heights = new Float64Array(groups)
  cosines.fill(0)
  for (let n = 0; n < samples; n++) {
    const to = offsets[n + 1]!
    let count = 0
    for (let e = offsets[n]!; e < to; e++) {
      const i = indices[e]!
      const g = of[i]!
      if (center[g] === 0) active[count++] = g
      center[g]! += strengths[i]! * profiles[e]!
    }
    for (let a = 0; a < count; a++) {
      const height = center[active[a]!]!
      heights[a] = height
      squares[active[a]!]! += height * height
      center[active[a]!] = 0
    }
    for (let e = offsets[n]!; e < to; e++) {
      const at = indices[e]! * groups
      const own = profiles[e]!
      for (let a = 0; a < count; a++) cosines[at + active[a]!]! += own * heights[a]!
    }
  }
  const scales = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0))
  for (let at = 0; at < latents * groups; at += groups) {
    for (let g = 0; g < groups; g++) cosines[at + g]! *= scales[g]!
  }
}

/** k-means++: latents far from all earlier centres, the strong ones likelier, become centres. */
function seedCenters(
  { samples, latents, offsets, indices, profiles, strengths }: CoActivation,
  groups: number,
  from: Uint32Array,
  seed: number,
): Uint32Array {
  const random = createRandom(seed)
  const of = from.slice()
  const nearest = new Float32Array(latents)
  const cosines = new Float32Array(latents)
  const far = (i: number) => strengths[i]! * Math.max(0, 1 - nearest[i]!)
  for (let g = 0; g < groups; g++) {
    const chosen = drawByWeight(latents, far, random)
    if (chosen === null) break
    cosines.fill(0)
    for (let n = 0; n < samples; n++) {
      let own = 0
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        if (indices[e] === chosen) own = profiles[e]!
      }
      if (own === 0) continue
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        cosines[indices[e]!]! += own * profiles[e]!
      }
    }
    for (let i = 0; i < latents; i++) {
      if (strengths[i] === 0) continue
      if (g > 0 && i !== chosen && cosines[i]! <= nearest[i]!) continue
      nearest[i] = i === chosen ? 1 : cosines[i]!
      of[i] = g
    }
  }
  return of
}
