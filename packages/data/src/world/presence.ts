import type { Random } from '@cmgsae/tensor'

/**
 * Marks which of S modalities one sample has: two of them (`pairsOnly`), or each with chance
 * 1 − missing and never none.
 */
export function drawPresence(
  out: Uint8Array,
  { missing, pairsOnly }: { missing: number; pairsOnly: boolean },
  random: Random,
): void {
  const first = random.integer(out.length)
  if (pairsOnly) {
    out.fill(0)
    out[first] = 1
    out[(first + 1 + random.integer(out.length - 1)) % out.length] = 1
    return
  }
  for (let s = 0; s < out.length; s++) out[s] = random.uniform() < missing ? 0 : 1
  if (!out.includes(1)) out[first] = 1
}
