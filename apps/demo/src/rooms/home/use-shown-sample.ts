import { useAnswer } from '../../app/use-answer.ts'
import type { RunSummary } from '../../engine/types.ts'
import { litLatents } from './shared-code.ts'

/** Samples that are looked at to find one that shows the idea. */
const CANDIDATES = 24

/**
 * The sample of the address; without one, of the first held-out samples that whose two codes share
 * most.
 */
export function useShownSample(
  { id, samples }: RunSummary,
  [first, second]: readonly [string, string],
  asked: number | undefined,
): number | undefined {
  const { data } = useAnswer(
    (engine) => {
      if (asked !== undefined) return undefined
      const candidates = (
        samples.heldOut.length > 0
          ? Array.from(samples.heldOut)
          : Array.from({ length: samples.count }, (_, n) => n)
      ).slice(0, CANDIDATES)
      const shared = candidates.map(async (sample) => {
        const [a, b] = await Promise.all(
          [first, second].map((modality) => engine.code({ run: id, query: { sample, modality } })),
        )
        const count = litLatents(a!, b!).filter((lit) => lit.first > 0 && lit.second > 0).length
        return { sample, count }
      })
      return Promise.all(shared).then((found) => found.sort((a, b) => b.count - a.count)[0]?.sample)
    },
    [id, first, second, asked],
  )
  return asked !== undefined && asked < samples.count ? asked : data
}
