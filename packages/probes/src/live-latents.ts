import type { SparseCodes } from '@cmgsae/tensor'
import { checkSameWidth } from './check.ts'
import { ProbeError } from './errors.ts'

/** Byte per latent (length p): 1 where it fires for any sample of any of the given codes. */
export function liveLatents(codes: readonly SparseCodes[]): Uint8Array {
  const first = codes[0]
  if (!first) throw new ProbeError('live latents of 0 sets of codes: give at least one')
  const live = new Uint8Array(first.latents)
  for (const part of codes) {
    checkSameWidth(first, part, 'all codes')
    const end = part.offsets[part.rows]!
    for (let e = 0; e < end; e++) if (part.values[e] !== 0) live[part.indices[e]!] = 1
  }
  return live
}
