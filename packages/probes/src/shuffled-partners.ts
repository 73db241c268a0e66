import { createRandom } from '@cmgsae/tensor'

/** For each of n samples another one, seeded: a random cycle through all, so none meets itself. */
export function shuffledPartners(n: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  createRandom(seed).shuffle(order)
  const partner = new Uint32Array(n)
  for (let i = 0; i < n; i++) partner[order[i]!] = order[(i + 1) % n]!
  return partner
}
