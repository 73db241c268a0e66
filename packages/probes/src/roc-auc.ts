import { ProbeError } from './errors.ts'

/**
 * Area under the ROC curve, P(score of a positive > score of a negative) + ½·P(equal), by rank sums
 * (Mann and Whitney). `positive` holds a byte per sample.
 * @throws ProbeError when only one side exists
 */
export function rocAuc(scores: ArrayLike<number>, positive: Uint8Array): number {
  const order = Uint32Array.from({ length: scores.length }, (_, n) => n)
  order.sort((a, b) => scores[a]! - scores[b]!)
  let positives = 0
  let rankSum = 0
  for (let from = 0; from < order.length;) {
    let to = from
    let here = 0
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) {
      if (positive[order[to++]!]) here++
    }
    rankSum += here * ((from + 1 + to) / 2)
    positives += here
    from = to
  }
  const negatives = scores.length - positives
  if (positives === 0 || negatives === 0) {
    throw new ProbeError(`AUC needs both sides, got ${positives} positives, ${negatives} negatives`)
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
