import type { Labels } from './features.ts'

/**
 * I(X; Y) = H(X) + H(Y) − H(X, Y) in nats of two labellings of the same samples, and
 * NMI = 2·I / (H(X) + H(Y)), which is 0 when both are constant.
 */
export function mutualInformation(x: Labels, y: Labels): { information: number; nmi: number } {
  const joint = new Map<string, number>()
  const countX = new Map<number, number>()
  const countY = new Map<number, number>()
  for (let n = 0; n < x.length; n++) {
    countX.set(x[n]!, (countX.get(x[n]!) ?? 0) + 1)
    countY.set(y[n]!, (countY.get(y[n]!) ?? 0) + 1)
    const key = `${x[n]} ${y[n]}`
    joint.set(key, (joint.get(key) ?? 0) + 1)
  }
  const hx = entropy(countX.values(), x.length)
  const hy = entropy(countY.values(), x.length)
  const information = Math.max(0, hx + hy - entropy(joint.values(), x.length))
  return { information, nmi: hx + hy > 0 ? (2 * information) / (hx + hy) : 0 }
}

function entropy(counts: Iterable<number>, n: number): number {
  let sum = 0
  for (const count of counts) sum -= (count / n) * Math.log(count / n)
  return sum
}
