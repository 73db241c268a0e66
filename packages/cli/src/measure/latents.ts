import { firingByModality, histogram, liveLatents, modalityScore } from '@cmgsae/probes'
import type { SparseCodes } from '@cmgsae/tensor'
import type { Side } from './held-out-codes.ts'

export interface LatentUse {
  /** Number of latents that ever fire, by the modalities they fire for. */
  readonly firing: Readonly<Record<string, number>>
  /** Per modality: its share of each live latent's activation, as counts over ten bins. */
  readonly scores: Readonly<Record<string, readonly number[]>>
  /** Live latents of which no modality has more than three quarters. */
  readonly balanced: number
  readonly live: number
}

/** Which modalities the latents serve, told from when they fire. */
export function measureLatents(sides: readonly Side[]): LatentUse | null {
  if (sides.length < 2 || sides.some(({ codes }) => codes.rows === 0)) return null
  const codes: Record<string, SparseCodes> = Object.fromEntries(
    sides.map((side) => [side.name, side.codes]),
  )
  const scores = modalityScore(codes)
  const live = liveLatents(Object.values(codes))
  let balanced = 0
  let count = 0
  for (const [i, fires] of live.entries()) {
    if (!fires) continue
    count++
    if (Object.values(scores).every((score) => score[i]! <= 0.75)) balanced++
  }
  return {
    firing: Object.fromEntries(firingByModality(codes)),
    scores: Object.fromEntries(
      Object.entries(scores).map(([name, score]) => [name, histogram(score, { bins: 10 }).counts]),
    ),
    balanced,
    live: count,
  }
}
