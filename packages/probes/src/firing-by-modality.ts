import type { SparseCodes } from '@cmgsae/tensor'
import { liveLatents } from './live-latents.ts'

/**
 * Counts of latents by the subset of modalities they ever fire for, over all 2^S subsets. The key
 * joins the modalities' names with '+' in the given order; latents that never fire are under 'none'.
 */
export function firingByModality(
  codes: Readonly<Record<string, SparseCodes>>,
): Map<string, number> {
  const names = Object.keys(codes)
  const subset = new Uint32Array(liveLatents(Object.values(codes)).length)
  for (const [s, name] of names.entries()) {
    const fires = liveLatents([codes[name]!])
    for (let i = 0; i < fires.length; i++) if (fires[i]) subset[i]! |= 1 << s
  }
  const key = (bits: number) => names.filter((_, s) => bits & (1 << s)).join('+') || 'none'
  const counts = new Map<string, number>()
  for (let bits = 1; bits < 1 << names.length; bits++) counts.set(key(bits), 0)
  counts.set('none', 0)
  for (const bits of subset) counts.set(key(bits), counts.get(key(bits))! + 1)
  return counts
}
