import { createRandom } from '@cmgsae/tensor'

/** At most `limit` of `count` positions, ascending: a seeded sample where there are more. */
export function limitRows(count: number, limit: number, seed: number): Uint32Array {
  const all = Uint32Array.from({ length: count }, (_, n) => n)
  if (count <= limit) return all
  createRandom(seed).shuffle(all)
  return all.slice(0, limit).sort()
}
