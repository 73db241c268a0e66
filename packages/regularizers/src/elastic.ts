import { checkCodes, rowStart, type Codes } from './codes.ts'
import { checkStep, checkWeight, type Penalty } from './penalty.ts'

/**
 * mean_n Σ_s Σ_i ( l1·|z_si| + l2/2·z_si² ). Proximal step: soft thresholding at t·l1, then division
 * by 1 + t·l2, t = step/n. Zou and Hastie, *Regularization and variable selection via the elastic
 * net* (2005).
 * @throws RegularizerError unless both weights are finite and from 0 up
 */
export function elastic({ l1, l2 }: { readonly l1: number; readonly l2: number }): Penalty {
  checkWeight('l1', l1)
  checkWeight('l2', l2)

  function evaluate(codes: readonly Codes[], into?: readonly Float32Array[]): number {
    checkCodes(codes, into)
    const { rows } = codes[0]!
    let sum = 0
    for (let s = 0; s < codes.length; s++) {
      const { values } = codes[s]!
      const out = into?.[s]
      const end = rowStart(codes[s]!, rows)
      for (let e = rowStart(codes[s]!, 0); e < end; e++) {
        const z = values[e]!
        sum += l1 * Math.abs(z) + (l2 / 2) * z * z
        if (out) out[e]! += (l1 * Math.sign(z) + l2 * z) / rows
      }
    }
    return rows === 0 ? 0 : sum / rows
  }

  return {
    kind: 'elastic',
    value: (codes) => evaluate(codes),
    gradient: (codes, into) => evaluate(codes, into),
    prox(codes, step) {
      checkCodes(codes)
      checkStep(step)
      const { rows } = codes[0]!
      const threshold = (step * l1) / rows
      const shrink = 1 / (1 + (step * l2) / rows)
      for (const part of codes) {
        const end = rowStart(part, rows)
        for (let e = rowStart(part, 0); e < end; e++) {
          const z = part.values[e]!
          part.values[e] = Math.sign(z) * Math.max(0, Math.abs(z) - threshold) * shrink
        }
      }
    },
  }
}
