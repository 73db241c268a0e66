import { sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import { ProbeError } from './errors.ts'
import { type Profile, uniformProfile } from './profile.ts'

/**
 * z + amount · profile for every row of codes (n×p); a list of latents stands for one of each.
 * Returns new codes; entries that become 0 are dropped.
 * @throws ProbeError for a latent the codes do not have or an amount that is not finite
 */
export function boost(
  codes: SparseCodes,
  what: Profile | ArrayLike<number>,
  amount = 1,
): SparseCodes {
  if (!Number.isFinite(amount)) throw new ProbeError(`a boost of ${amount} must be a finite number`)
  const { latents, values } = 'latents' in what ? what : uniformProfile(what)
  return edit(codes, latents, (value, at) => value + amount * values[at]!)
}

/** Switches latents off, z_i = 0, in every row of codes (n×p). Returns new codes. */
export function suppress(codes: SparseCodes, latents: ArrayLike<number>): SparseCodes {
  return edit(codes, Uint32Array.from(latents).sort(), () => 0)
}

/** Sets latents to one activation, z_i = value, in every row of codes (n×p). Returns new codes. */
export function set(codes: SparseCodes, latents: ArrayLike<number>, value: number): SparseCodes {
  if (!Number.isFinite(value)) throw new ProbeError(`latents cannot be set to ${value}`)
  return edit(codes, Uint32Array.from(latents).sort(), () => value)
}

/** Replaces the listed latents (ascending) of every row, merging two ascending lists. */
function edit(
  codes: SparseCodes,
  latents: Uint32Array,
  change: (value: number, at: number) => number,
): SparseCodes {
  for (const latent of latents) {
    if (latent >= codes.latents) {
      throw new ProbeError(`latent ${latent} does not exist: the codes have ${codes.latents}`)
    }
  }
  const { rows, offsets, indices, values } = codes
  const out = sparseCodes(rows, codes.latents, offsets[rows]! + rows * latents.length)
  let at = 0
  const put = (latent: number, value: number) => {
    if (value === 0) return
    out.indices[at] = latent
    out.values[at++] = value
  }
  for (let n = 0; n < rows; n++) {
    let e = offsets[n]!
    const end = offsets[n + 1]!
    for (const [k, latent] of latents.entries()) {
      while (e < end && indices[e]! < latent) put(indices[e]!, values[e++]!)
      const here = e < end && indices[e] === latent ? values[e++]! : 0
      put(latent, change(here, k))
    }
    while (e < end) put(indices[e]!, values[e++]!)
    out.offsets[n + 1] = at
  }
  return out
}
